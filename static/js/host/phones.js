/** The phones of the hall on the host's desk: how many answered, how many were right, and the keys of the draw. */

import { ActionKey } from "/static/js/desk/action_key.js";
import { useHallCount } from "/static/js/lib/hall_count.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

const KEYS = ["phones.draw", "phones.names.hide", "phones.names.show"];

/**
 * Nothing where the phones were not opened for this item.
 *
 * @param {{ view: DeskView, desk: Desk }} props
 */
export function PhonesNow({ view, desk }) {
  const phones = view.item?.phones;
  const count = useHallCount(view.match.id, phones?.state === "open");
  if (!phones) return null;
  const keys = view.actions.filter(({ id }) => KEYS.includes(id));
  return html`<div class="phones-now">
    <h3>${t("host.phones.title")}</h3>
    <p role="status">${phones.state === "open" ? t("host.phones.open", { count: count ?? 0 }) : phones.state === "closed" ? t("host.phones.closed", { count: phones.given ?? 0 }) : t("host.phones.shown", { count: phones.given ?? 0, right: phones.right ?? 0 })}</p>
    ${phones.draw && html`<p role="status">${t("host.phones.drawn", { numbers: phones.draw.winners.map(String) })}</p>`}
    ${phones.state !== "open" && html`<div class="marks-calls">${keys.map((action) => html`<${ActionKey} key=${action.id} action=${action} view=${view} desk=${desk} />`)}</div>`}
  </div>`;
}
