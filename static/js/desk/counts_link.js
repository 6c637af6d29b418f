/** The way to the counts of the audience panel, with what is missing there and what waits. */

import { seatLink } from "/static/js/desk/seat_link.js";
import { panelItems } from "/static/js/desk/waiting_sheets.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

/**
 * Nothing where the rules have no audience panel.
 *
 * @param {{ view: DeskView }} props
 */
export function CountsLink({ view }) {
  const items = panelItems(view).filter(({ panel, voided }) => panel.audience && !voided);
  if (items.length === 0) return null;
  const missing = items.filter(({ panel }) => panel.audience?.state === "missing").length;
  const waiting = view.counts_waiting ?? 0;
  return html`<p class="counts-link">
    <a class="key" href=${seatLink(`/m/${view.match.id}/counts`)}>${t("host.counts.open")}</a>
    ${waiting > 0 ? html`<b role="status">${t("host.counts.waiting", { count: waiting })}</b>` : missing > 0 && html`<span role="status">${t("host.counts.missing", { count: missing })}</span>`}
  </p>`;
}
