/** Taking steps back: the last one at once, or several, chosen from the list of what would be undone. */

import { firstOf } from "/static/js/desk/actions.js";
import { Dialog } from "/static/js/desk/dialog.js";
import { FormKeys, useSubmit } from "/static/js/desk/form.js";
import { Refusal } from "/static/js/desk/notice.js";
import { stepsOf } from "/static/js/desk/steps.js";
import { cls } from "/static/js/lib/dom.js";
import { t } from "/static/js/lib/words.js";
import { timeOfDay } from "/static/js/lib/zone.js";
import { html, useState } from "/static/vendor/preact.js";

const SHOWN = 8;

/**
 * A dialog with the last steps, newest first; choosing one marks it and everything after it.  The steps stay those that
 * the dialog was opened with: the server refuses it where another desk has done or undone one since.
 *
 * @param {DialogProps} props
 */
export function UndoDialog({ view, desk, onClose }) {
  const [count, setCount] = useState(1);
  const { error, submit } = useSubmit(desk.commands, onClose);
  const action = firstOf(view, "undo");
  const [steps] = useState(() => stepsOf(view).slice(0, SHOWN));
  /** @param {Event} event */
  const send = (event) => {
    event.preventDefault();
    if (action) submit(action, { steps: count, first: steps[count - 1]?.seq });
  };
  return html`<${Dialog} title=${t("host.undo.title")} onClose=${onClose}>
    <form class="form" onSubmit=${send}>
      <p class="hint">${t("host.undo.hint")}</p>
      <ol class="undo-steps">
        ${steps.map(
          (step, index) => html`<li key=${step.seq}>
            <label class=${cls(index < count && "going")}>
              <input type="radio" name="steps" checked=${count === index + 1} autofocus=${index === 0} onChange=${() => setCount(index + 1)} />
              <time>${timeOfDay(step.at)}</time><span>${step.text}</span><em>${index < count ? t("host.undo.goes") : ""}</em>
            </label>
          </li>`,
        )}
      </ol>
      ${steps.length === 0 && html`<p class="quiet">${t("host.undo.nothing")}</p>`}
      ${error && html`<${Refusal} error=${error} />`}
      <${FormKeys} onCancel=${onClose} off=${steps.length === 0} confirm=${t("host.undo.do", { count })} />
    </form>
  <//>`;
}

/**
 * Take the last step back at once while its notice is shown and nothing was done since; else show what would be undone.
 *
 * @param {DeskView} view
 * @param {Desk} desk
 */
export function undo(view, desk) {
  const action = firstOf(view, "undo");
  if (!action) return;
  const { notice } = desk.commands;
  const last = stepsOf(view)[0];
  if (notice?.kind === "done" && notice.undoable && action.enabled && last?.seq === notice.seq)
    desk.commands.send(action, { steps: 1, first: last.seq });
  else desk.show(UndoDialog);
}
