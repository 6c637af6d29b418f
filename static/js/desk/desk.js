// The state that every desk shares: the view, the health of its connection, commands, and the form that is open.
import { html, useCallback, useEffect, useState } from "/static/vendor/preact.js";
import { live } from "/static/js/lib/live.js";
import { ActionForm, missing } from "/static/js/desk/action_form.js";
import { ConfirmDialog } from "/static/js/desk/confirm.js";
import { mustConfirm } from "/static/js/desk/confirm_state.js";
import { useCommands } from "/static/js/desk/commands.js";

/** The newest view; null until the first arrives. */
export function useView() {
  const [view, setView] = useState(live.view);
  useEffect(() => live.onView(setView), []);
  return view;
}

/**
 * A desk on top of a view: `use(action, fields)` gives an action at once where nothing is missing, opens its form where
 * something is, and asks once more before what is too great for one touch; `open(dialog)` shows a dialog, a function of (close); `overlay` is what to draw above the desk.
 */
export function useDesk(view) {
  const commands = useCommands(view);
  const [dialog, setDialog] = useState(null);
  const close = useCallback(() => setDialog(null), []);
  const open = useCallback((make) => setDialog(() => make), []);
  const use = (action, given = {}) => {
    if (mustConfirm(action, view)) {
      open(
        (done, now) =>
          html`<${ConfirmDialog} action=${action} given=${given} view=${now} commands=${commands} onClose=${done} />`,
      );
      return null;
    }
    if (missing(action, given).length === 0 && !action.needs_reason) {
      close();
      return commands.send(action, given);
    }
    open(
      (done, now) =>
        html`<${ActionForm} action=${action} given=${given} view=${now} commands=${commands} onClose=${done} />`,
    );
    return null;
  };
  const overlay = dialog && view ? dialog(close, view) : null;
  return { commands, use, open, close, overlay, isOpen: dialog !== null };
}
