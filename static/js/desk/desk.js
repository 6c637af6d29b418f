/** The state that every desk shares: its commands, and the dialog that is open. */

import { ActionForm, missing } from "/static/js/desk/action_form.js";
import { useCommands } from "/static/js/desk/commands.js";
import { ConfirmDialog } from "/static/js/desk/confirm.js";
import { mustConfirm } from "/static/js/desk/confirm_state.js";
import { html, useCallback, useState } from "/static/vendor/preact.js";

/**
 * A desk on top of a view: `use(action, fields)` sends an action at once where nothing is missing, opens its form where
 * something is, and asks for a confirmation before commands that need one; each means the step that the view shows now,
 * also where its form is sent later.  `show(Dialog, props)` opens a dialog, which is given the newest view; `overlay` is
 * what to draw above the desk.
 *
 * @typedef {{
 *   commands: Commands,
 *   use: (action: ActionPart, given?: Record<string, unknown>) => void,
 *   show: <P extends DialogProps>(Dialog: (props: P) => Child, props?: Omit<P, keyof DialogProps>) => void,
 *   overlay: Child,
 *   isOpen: boolean,
 * }} Desk
 */

/**
 * The desk as a hook.
 *
 * @param {DeskView} view
 * @returns {Desk}
 */
export function useDesk(view) {
  const commands = useCommands(view);
  const [dialog, setDialog] = useState(/** @type {{ draw: (view: DeskView) => Child } | null} */ (null));
  const close = useCallback(() => setDialog(null), []);
  /** @type {Desk} */
  const desk = {
    commands,
    show: (Dialog, props) =>
      setDialog({ draw: (now) => html`<${Dialog} ...${props} view=${now} desk=${desk} onClose=${close} />` }),
    use: (drawn, given = {}) => {
      const action = { ...drawn, seen: view.last_step };
      if (mustConfirm(action, view)) desk.show(ConfirmDialog, { action, given });
      else if (missing(action, given).length > 0 || action.needs_reason) desk.show(ActionForm, { action, given });
      else {
        close();
        commands.send(action, given);
      }
    },
    overlay: dialog?.draw(view) ?? null,
    isOpen: dialog !== null,
  };
  return desk;
}
