/** Mark sheets that need a second person before they count. */

import { DecideDialog } from "/static/js/desk/marks_decide.js";
import { isOwn } from "/static/js/desk/own_sheet.js";
import { seatId } from "/static/js/lib/dom.js";
import { teamOf } from "/static/js/lib/lookup.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

/**
 * The items of the running (or last) round that a panel sat on, in the order in which they were played.
 *
 * @param {DeskView} view
 */
export const panelItems = ({ items }) =>
  /** @type {MarkedItem[]} */ (items.filter(({ panel, round }) => panel && round === items[0].round).reverse());

/**
 * The item of this number, where the view still has it and a panel sat on it.
 *
 * @param {DeskView} view
 * @param {number} no
 */
export const markedItem = (view, no) =>
  /** @type {MarkedItem | undefined} */ (view.items.find((item) => item.no === no && item.panel));

/**
 * The mark sheets that need a second person: late, from paper, corrections.
 *
 * @param {{ view: DeskView, desk: Desk }} props
 */
export function WaitingSheets({ view, desk }) {
  const waiting = panelItems(view).flatMap((item) => item.panel.waiting.map((sheet) => ({ item, sheet })));
  if (waiting.length === 0) return null;
  return html`<div class="marks-waiting">
    <h3>${t("chief.marks.waiting")}</h3>
    <ul>
      ${waiting.map(
        ({ item, sheet }) => html`<li key=${sheet.sheet}>
          <span><b>${sheet.label}</b> ${t(`chief.marks.kind.${sheet.kind}`)} · ${t("chief.items.slot", { slot: item.slot })} ${teamOf(view, item.team)?.name}</span>
          ${
            isOwn(sheet, seatId())
              ? html`<span class="hint">${t("chief.marks.own")}</span>`
              : html`<button type="button" class="key" onClick=${() => desk.show(DecideDialog, { no: item.no, seq: sheet.sheet })}>${t("chief.marks.decide")}</button>`
          }
        </li>`,
      )}
    </ul>
  </div>`;
}
