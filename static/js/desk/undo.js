// Taking steps back: the last one at once, or several, chosen from the list of what would go.
import { html, useState } from "/static/vendor/preact.js";
import { t } from "/static/js/lib/words.js";
import { cls } from "/static/js/lib/dom.js";
import { timeOfDay } from "/static/js/lib/time.js";
import { Dialog } from "/static/js/desk/dialog.js";
import { Refusal } from "/static/js/desk/notice.js";
import { firstOf } from "/static/js/desk/actions.js";
import { stepsOf } from "/static/js/desk/steps.js";

const SHOWN = 8;

/** A dialog with the last steps, newest first; choosing one marks it and everything after it. */
export function UndoDialog({ view, desk, onClose }) {
  const [count, setCount] = useState(1);
  const [error, setError] = useState(null);
  const action = firstOf(view, "undo");
  const steps = stepsOf(view).slice(0, SHOWN);
  const submit = async (event) => {
    event.preventDefault();
    const kept = await desk.commands.send(action, { steps: count, first: steps[count - 1]?.seq }, "", { quiet: true });
    if (kept === true) onClose();
    else setError(kept);
  };
  return html`<${Dialog} title=${t("host.undo.title")} onClose=${onClose}>
    <form class="form" onSubmit=${submit}>
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
      <div class="form-keys">
        <button type="button" class="key" onClick=${onClose}>${t("host.cancel")}</button>
        <button type="submit" class="key key-strong" disabled=${steps.length === 0}>${t("host.undo.do", { count })}</button>
      </div>
    </form>
  <//>`;
}

/** Take the last step back at once while its notice is up and nobody has done anything since; else show what would go. */
export function undo(view, desk) {
  const action = firstOf(view, "undo");
  if (!action) return;
  const { notice } = desk.commands;
  const last = stepsOf(view)[0];
  if (notice?.undoable && action.enabled && last?.seq === notice.seq)
    desk.commands.send(action, { steps: 1, first: last.seq });
  else desk.open((close, now) => html`<${UndoDialog} view=${now} desk=${desk} onClose=${close} />`);
}
