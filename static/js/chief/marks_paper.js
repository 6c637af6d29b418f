// Marks that do not come from the judge's tablet: a sheet copied from paper, and a correction asked for at the desk.
import { html, useState } from "/static/vendor/preact.js";
import { teamOf } from "/static/js/lib/lookup.js";
import { t } from "/static/js/lib/words.js";
import { isLegal } from "/static/js/judge/marks_keys.js";
import { offer } from "../desk/actions.js";
import { Dialog } from "../desk/dialog.js";
import { Refusal } from "../desk/notice.js";

/** A sheet from paper, before the lock; somebody else compares it with the paper. */
export const PaperDialog = (props) => html`<${MarksDialog} kind="mark.copy" title="copy" ...${props} />`;

/** Other marks for a locked sheet, with a reason; somebody else decides. */
export const CorrectionDialog = (props) => html`<${MarksDialog} kind="mark.ask" title="correct" ...${props} />`;

function MarksDialog({ kind, title, view, desk, no, judge, onClose }) {
  const item = view.items.find((one) => one.no === no);
  const given = item?.panel.sheets?.find((sheet) => sheet.judge === judge)?.marks ?? {};
  const [marks, setMarks] = useState(given);
  const [reason, setReason] = useState("");
  const [error, setError] = useState(null);
  if (!item) return null;
  const { criteria, judges } = item.panel;
  const asks = kind === "mark.ask";
  const whole = criteria.every((criterion) => isLegal(marks[criterion.id] ?? "", criterion));
  const submit = async (event) => {
    event.preventDefault();
    const command = { kind, item: no, judge, marks };
    const kept = await desk.orders.give(offer(kind, command), {}, reason.trim(), { quiet: true });
    if (kept === true) onClose();
    else setError(kept);
  };
  return html`<${Dialog} title=${t(`chief.marks.${title}`)} onClose=${onClose}>
    <form class="form" onSubmit=${submit}>
      <p><b>${judges.find((seat) => seat.judge === judge)?.label}</b> · ${teamOf(view, item.team)?.name}</p>
      ${criteria.map((criterion) => html`<${MarkLine} key=${criterion.id} criterion=${criterion} value=${marks[criterion.id] ?? ""} set=${(value) => setMarks({ ...marks, [criterion.id]: value })} />`)}
      ${asks && html`<label class="line"><span>${t("host.field.reason")}</span><input value=${reason} onInput=${(e) => setReason(e.target.value)} /></label>`}
      <p class="hint">${t(`chief.marks.${title}_means`)}</p>
      ${error && html`<${Refusal} error=${error} />`}
      <div class="form-keys">
        <button type="button" class="key" onClick=${onClose}>${t("host.cancel")}</button>
        <button type="submit" class="key key-strong" disabled=${!whole || (asks && reason.trim() === "") || desk.orders.busy !== null}>${t("host.confirm")}</button>
      </div>
    </form>
  <//>`;
}

/** One criterion's mark, typed; told at once where the rule does not allow it. */
function MarkLine({ criterion, value, set }) {
  const wrong = value !== "" && !isLegal(value, criterion);
  const label = criterion.name || t("chief.marks.mark");
  return html`<label class="line">
    <span>${t("chief.marks.line", { name: label, low: criterion.low, high: criterion.high, step: criterion.step })}</span>
    <input inputmode="decimal" autocomplete="off" value=${value} aria-invalid=${wrong ? "true" : "false"} onInput=${(e) => set(e.target.value.trim())} />
  </label>`;
}
