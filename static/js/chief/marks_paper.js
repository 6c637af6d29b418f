/**
 * Marks that do not come from the judge's tablet: a mark sheet copied from paper, a correction asked for at the desk;
 * and what the chief writes down of a judge whose mark will not come.
 */

import { offer } from "/static/js/desk/actions.js";
import { Dialog } from "/static/js/desk/dialog.js";
import { ReasonField } from "/static/js/desk/fields.js";
import { FormKeys, useSubmit } from "/static/js/desk/form.js";
import { isLegal } from "/static/js/desk/marks_keys.js";
import { Refusal } from "/static/js/desk/notice.js";
import { markedItem } from "/static/js/desk/waiting_sheets.js";
import { onValue } from "/static/js/lib/dom.js";
import { teamOf } from "/static/js/lib/lookup.js";
import { t } from "/static/js/lib/words.js";
import { html, useState } from "/static/vendor/preact.js";

/** @typedef {DialogProps & { no: number, judge: string }} SeatProps */

const USUAL = ["absent", "broken", "kin"];
const LIFTED = ["wrong", "cleared"];

/**
 * A judge's mark sheet before the lock: copied from paper, which somebody else compares with the paper, or no mark at
 * all.
 *
 * @param {SeatProps} props
 */
export function SeatDialog(props) {
  return html`<${Dialog} title=${t("chief.marks.seat")} onClose=${props.onClose}>
    <${MarksForm} kind="mark.copy" title="copy" ...${props} />
    <${NoMark} ...${props} />
  <//>`;
}

/**
 * Other marks for a locked mark sheet, with a reason; somebody else decides.
 *
 * @param {SeatProps} props
 */
export const CorrectionDialog = (props) =>
  html`<${Dialog} title=${t("chief.marks.correct")} onClose=${props.onClose}><${MarksForm} kind="mark.ask" title="correct" ...${props} /><//>`;

/** @param {SeatProps & { kind: string, title: string }} props */
function MarksForm({ kind, title, view, desk, no, judge, onClose }) {
  const item = markedItem(view, no);
  const given = item?.panel.sheets?.find((sheet) => sheet.judge === judge)?.marks ?? {};
  const [marks, setMarks] = useState(given);
  const [reason, setReason] = useState("");
  const { error, submit } = useSubmit(desk.commands, onClose);
  if (!item) return null;
  const { criteria, judges } = item.panel;
  const asks = kind === "mark.ask";
  const whole = criteria.every((criterion) => isLegal(marks[criterion.id] ?? "", criterion));
  /** @param {Event} event */
  const send = (event) => {
    event.preventDefault();
    submit(offer(kind, { kind, item: no, judge, marks }), {}, reason);
  };
  return html`<form class="form" onSubmit=${send}>
    <p><b>${judges.find((seat) => seat.judge === judge)?.label}</b> · ${teamOf(view, item.team)?.name}</p>
    ${criteria.map((criterion) => html`<${MarkLine} key=${criterion.id} criterion=${criterion} value=${marks[criterion.id] ?? ""} set=${(/** @type {string} */ value) => setMarks({ ...marks, [criterion.id]: value })} />`)}
    ${asks && html`<label class="line"><span>${t("host.field.reason")}</span><input value=${reason} onInput=${onValue(setReason)} /></label>`}
    <p class="hint">${t(`chief.marks.${title}_means`)}</p>
    ${error && html`<${Refusal} error=${error} />`}
    <${FormKeys} onCancel=${onClose} off=${!whole || (asks && reason.trim() === "") || desk.commands.busy !== null} confirm=${t(asks ? "host.confirm" : "chief.marks.copy")} />
  </form>`;
}

/**
 * No mark of this judge: an abstention where nothing has come, a recusal at any time; each with a reason.
 *
 * @param {SeatProps} props
 */
function NoMark({ view, desk, no, judge, onClose }) {
  const [reason, setReason] = useState("");
  const { error, submit } = useSubmit(desk.commands, onClose);
  const seat = markedItem(view, no)?.panel.judges.find((one) => one.judge === judge);
  const off = reason.trim() === "" || desk.commands.busy !== null;
  /** @param {string} kind */
  const record = (kind) => submit(offer(kind, { kind, item: no, judge }), {}, reason);
  return html`<section class="form marks-none" aria-label=${t("chief.marks.none.title")}>
    <h3>${t("chief.marks.none.title")}</h3>
    <${ReasonField} value=${reason} set=${setReason} words="chief.marks.none.why" usual=${USUAL} />
    <p class="hint">${t("chief.marks.none.means")}</p>
    ${error && html`<${Refusal} error=${error} />`}
    <div class="form-keys">
      ${seat?.state === "missing" && html`<button type="button" class="key" disabled=${off} onClick=${() => record("mark.abstain")}>${t("chief.marks.none.abstain")}</button>`}
      <button type="button" class="key" disabled=${off} onClick=${() => record("mark.recuse")}>${t("chief.marks.none.recuse")}</button>
    </div>
  </section>`;
}

/**
 * A recusal that was recorded, taken back with a reason.
 *
 * @param {SeatProps} props
 */
export function LiftDialog({ view, desk, no, judge, onClose }) {
  const [reason, setReason] = useState("");
  const { error, submit } = useSubmit(desk.commands, onClose);
  const item = markedItem(view, no);
  const kind = "mark.lift";
  /** @param {Event} event */
  const send = (event) => {
    event.preventDefault();
    submit(offer(kind, { kind, item: no, judge }), {}, reason);
  };
  return html`<${Dialog} title=${t("chief.marks.lift.title")} onClose=${onClose}>
    <form class="form" onSubmit=${send}>
      <p><b>${item?.panel.judges.find((seat) => seat.judge === judge)?.label}</b> · ${teamOf(view, item?.team)?.name}</p>
      <${ReasonField} value=${reason} set=${setReason} words="chief.marks.lift.why" usual=${LIFTED} />
      <p class="hint">${t("chief.marks.lift.means")}</p>
      ${error && html`<${Refusal} error=${error} />`}
      <${FormKeys} onCancel=${onClose} off=${reason.trim() === "" || desk.commands.busy !== null} confirm=${t("chief.marks.lift.title")} />
    </form>
  <//>`;
}

/**
 * One criterion's mark, typed; shows at once where the rule does not allow it.
 *
 * @param {{ criterion: CriterionPart, value: string, set: (value: string) => void }} props
 */
function MarkLine({ criterion, value, set }) {
  const wrong = value !== "" && !isLegal(value, criterion);
  const label = criterion.name || t("chief.marks.mark");
  return html`<label class="line">
    <span>${t("chief.marks.line", { name: label, low: criterion.low, high: criterion.high, step: criterion.step })}</span>
    <input inputmode="decimal" autocomplete="off" value=${value} aria-invalid=${wrong ? "true" : "false"} onInput=${onValue((value) => set(value.trim()))} />
  </label>`;
}
