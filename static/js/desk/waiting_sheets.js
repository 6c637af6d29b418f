/** Mark sheets that need a second person before they count. */

import { DecideDialog } from "/static/js/desk/marks_decide.js";
import { teamOf } from "/static/js/lib/lookup.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

/** The items of the running (or last) round that a panel sat on, in the order in which they were played. */
export const panelItems = ({ items }) =>
  items.filter(({ panel, round }) => panel && round === items[0].round).reverse();

/** Sheets that need a second person: late, from paper, corrections. */
export function WaitingSheets({ view, desk }) {
  const waiting = panelItems(view).flatMap((item) => item.panel.waiting.map((sheet) => ({ item, sheet })));
  if (waiting.length === 0) return null;
  return html`<div class="marks-waiting">
    <h3>${t("chief.marks.waiting")}</h3>
    <ul>
      ${waiting.map(
        ({ item, sheet }) => html`<li key=${sheet.sheet}>
          <span><b>${sheet.label}</b> ${t(`chief.marks.kind.${sheet.kind}`)} · ${t("chief.items.slot", { slot: item.slot })} ${teamOf(view, item.team)?.name}</span>
          <button type="button" class="key" onClick=${() => desk.show(DecideDialog, { no: item.no, seq: sheet.sheet })}>${t("chief.marks.decide")}</button>
        </li>`,
      )}
    </ul>
  </div>`;
}
