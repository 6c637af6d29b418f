/** The second person's decision on a mark sheet that waits: its marks, the ranks it would change, the minute. */

import { offer } from "/static/js/desk/actions.js";
import { Dialog } from "/static/js/desk/dialog.js";
import { ReasonField } from "/static/js/desk/fields.js";
import { useSubmit } from "/static/js/desk/form.js";
import { Moves } from "/static/js/desk/moves.js";
import { Refusal } from "/static/js/desk/notice.js";
import { teamOf } from "/static/js/lib/lookup.js";
import { scoreText } from "/static/js/lib/points.js";
import { t } from "/static/js/lib/words.js";
import { html, useState } from "/static/vendor/preact.js";

const USUAL = { late: ["network", "too_late"], paper: ["compared", "differs"], correction: ["slip", "no_ground"] };

/**
 * The dialog of the mark sheet that entry `seq` left waiting.
 *
 * @param {DialogProps & { no: number, seq: number }} props
 */
export function DecideDialog({ view, desk, no, seq, onClose }) {
  const [reason, setReason] = useState("");
  const { error, submit } = useSubmit(desk.commands, onClose);
  const item = /** @type {MarkedItem | undefined} */ (view.items.find((one) => one.no === no));
  const sheet = item?.panel.waiting.find((one) => one.sheet === seq);
  if (!item || !sheet)
    return html`<${Dialog} title=${t("chief.marks.decide")} onClose=${onClose}><p>${t("chief.marks.decided")}</p><//>`;
  /** @param {boolean} accept */
  const command = (accept) => ({ kind: "mark.decide", item: no, sheet: seq, accept });
  /** @param {boolean} accept */
  const decide = (accept) => submit(offer("mark.decide", command(accept)), {}, reason);
  const old = item.panel.sheets?.find((one) => one.judge === sheet.judge);
  const off = reason.trim() === "" || desk.commands.busy !== null;
  return html`<${Dialog} title=${t(`chief.marks.kind.${sheet.kind}`)} onClose=${onClose} wide>
    <div class="form">
      <p><b>${sheet.label}</b> · ${teamOf(view, item.team)?.name}${sheet.reason && ` · ${sheet.reason}`}</p>
      <table class="marks-compare">
        <thead><tr><th></th><th>${t("chief.marks.before")}</th><th>${t("chief.marks.after")}</th></tr></thead>
        <tbody>
          ${item.panel.criteria.map(
            ({ id, name }) => html`<tr key=${id}>
              <th scope="row">${name || t("chief.marks.mark")}</th><td class="num">${scoreText(old?.marks[id] ?? "") || "–"}</td><td class="num"><b>${scoreText(sheet.marks[id])}</b></td>
            </tr>`,
          )}
        </tbody>
      </table>
      ${item.panel.state === "locked" && html`<${Moves} view=${view} command=${command(true)} />`}
      <${ReasonField} value=${reason} set=${setReason} label=${t("chief.marks.minute")} words="chief.marks.why" usual=${USUAL[sheet.kind]} />
      <${History} item=${item} judge=${sheet.judge} />
      ${error && html`<${Refusal} error=${error} />`}
      <div class="form-keys">
        <button type="button" class="key" disabled=${off} onClick=${() => decide(false)}>${t("chief.marks.refuse")}</button>
        <button type="button" class="key key-strong" disabled=${off} onClick=${() => decide(true)}>${t("chief.marks.accept")}</button>
      </div>
    </div>
  <//>`;
}

/**
 * Every version that another one replaced.
 *
 * @param {{ item: MarkedItem, judge: string }} props
 */
function History({ item, judge }) {
  const versions = item.panel.history.filter((one) => one.judge === judge);
  if (versions.length === 0) return null;
  return html`<p class="hint">${t("chief.marks.history", { list: versions.map(({ version, total, state }) => `${version}: ${scoreText(total ?? "") || t(`host.marks.state.${state}`)}`).join("；") })}</p>`;
}
