// Marks that do not come from the judge's tablet: a sheet copied from paper, a correction asked for at the desk; and what
// the chief writes down of a judge whose mark will not come.
import { html, useState } from "/static/vendor/preact.js";
import { teamOf } from "/static/js/lib/lookup.js";
import { t } from "/static/js/lib/words.js";
import { isLegal } from "/static/js/desk/marks_keys.js";
import { offer } from "/static/js/desk/actions.js";
import { Dialog } from "/static/js/desk/dialog.js";
import { Refusal } from "/static/js/desk/notice.js";

const USUAL = ["absent", "broken", "kin"];

/** A judge's sheet before the lock: copied from paper, which somebody else compares with the paper, or no mark at all. */
export function SeatDialog(props) {
  return html`<${Dialog} title=${t("chief.marks.seat")} onClose=${props.onClose}>
    <${MarksForm} kind="mark.copy" title="copy" ...${props} />
    <${NoMark} ...${props} />
  <//>`;
}

/** Other marks for a locked sheet, with a reason; somebody else decides. */
export const CorrectionDialog = (props) =>
  html`<${Dialog} title=${t("chief.marks.correct")} onClose=${props.onClose}><${MarksForm} kind="mark.ask" title="correct" ...${props} /><//>`;

function MarksForm({ kind, title, view, desk, no, judge, onClose }) {
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
    const kept = await desk.commands.send(offer(kind, command), {}, reason.trim(), { quiet: true });
    if (kept === true) onClose();
    else setError(kept);
  };
  return html`<form class="form" onSubmit=${submit}>
    <p><b>${judges.find((seat) => seat.judge === judge)?.label}</b> · ${teamOf(view, item.team)?.name}</p>
    ${criteria.map((criterion) => html`<${MarkLine} key=${criterion.id} criterion=${criterion} value=${marks[criterion.id] ?? ""} set=${(value) => setMarks({ ...marks, [criterion.id]: value })} />`)}
    ${asks && html`<label class="line"><span>${t("host.field.reason")}</span><input value=${reason} onInput=${(e) => setReason(e.target.value)} /></label>`}
    <p class="hint">${t(`chief.marks.${title}_means`)}</p>
    ${error && html`<${Refusal} error=${error} />`}
    <div class="form-keys">
      <button type="button" class="key" onClick=${onClose}>${t("host.cancel")}</button>
      <button type="submit" class="key key-strong" disabled=${!whole || (asks && reason.trim() === "") || desk.commands.busy !== null}>${t(asks ? "host.confirm" : "chief.marks.copy")}</button>
    </div>
  </form>`;
}

/** No mark of this judge: an abstention where nothing has come, a recusal at any time; each with a reason. */
function NoMark({ view, desk, no, judge, onClose }) {
  const [reason, setReason] = useState("");
  const [error, setError] = useState(null);
  const seat = view.items.find((one) => one.no === no)?.panel.judges.find((one) => one.judge === judge);
  const off = reason.trim() === "" || desk.commands.busy !== null;
  const record = async (kind) => {
    const kept = await desk.commands.send(offer(kind, { kind, item: no, judge }), {}, reason.trim(), { quiet: true });
    if (kept === true) onClose();
    else setError(kept);
  };
  return html`<section class="form marks-none" aria-label=${t("chief.marks.none.title")}>
    <h3>${t("chief.marks.none.title")}</h3>
    <div class="reason-field">
      <label class="line"><span>${t("host.field.reason")}</span><input value=${reason} onInput=${(e) => setReason(e.target.value)} /></label>
      <div class="quick">
        ${USUAL.map((why) => {
          const text = t(`chief.marks.none.why.${why}`);
          return html`<button type="button" key=${why} class="key key-small" onClick=${() => setReason(text)}>${text}</button>`;
        })}
      </div>
    </div>
    <p class="hint">${t("chief.marks.none.means")}</p>
    ${error && html`<${Refusal} error=${error} />`}
    <div class="form-keys">
      ${seat?.state === "missing" && html`<button type="button" class="key" disabled=${off} onClick=${() => record("mark.abstain")}>${t("chief.marks.none.abstain")}</button>`}
      <button type="button" class="key" disabled=${off} onClick=${() => record("mark.recuse")}>${t("chief.marks.none.recuse")}</button>
    </div>
  </section>`;
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
