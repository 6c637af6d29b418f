/** The head of every desk: the match, the seat, and whether the page is up to date. */

import { useRoundLeft } from "/static/js/lib/clock.js";
import { HealthDot } from "/static/js/lib/health_dot.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

/**
 * Seat and name on the left, match and stage in the middle, connection always in the same right corner.
 *
 * @param {{ view: View & { match: MatchPart }, seat: string, role: string, children?: Child }} props
 */
export function Header({ view, seat, role, children }) {
  const left = useRoundLeft(view.round);
  const name = seat.startsWith(role) ? seat.slice(role.length).trim() : seat;
  return html`<header class="desk-head">
    <p class="desk-seat"><b>${role}</b>${name && html`<span>${name}</span>`}</p>
    <div class="desk-match">
      <h1>${view.match.title}</h1>
      ${view.locked && html`<em class="tag tag-locked">${t("host.locked")}</em>`}
      <span>${placeInMatch(view)}</span>
      ${left && html`<b class="num">${t("host.round_left", { time: left })}</b>`}
    </div>
    <div class="desk-tools">${children}</div>
    <${HealthDot} words />
    <${Warnings} view=${view} />
  </header>`;
}

/**
 * What is wrong with the server or a screen while the match goes on; nothing on the seats that are no desks.
 *
 * @param {{ view: { warnings?: WarningPart[] } }} props
 */
function Warnings({ view }) {
  const { warnings = [] } = view;
  if (warnings.length === 0) return null;
  return html`<ul class="desk-warnings" role="alert">${warnings.map(({ code, text }) => html`<li key=${`${code} ${text}`}>${text}</li>`)}</ul>`;
}

/**
 * Where the match stands: round, item of items, stage.
 *
 * @param {View} view
 */
function placeInMatch(view) {
  const parts = [];
  if (view.round) {
    parts.push(view.round.name);
    if (view.item)
      parts.push(
        t(view.round.kind === "rapid" ? "host.turn_of" : "host.item_of", {
          no: view.item.slot,
          total: view.round.items_total || "–",
        }),
      );
  } else {
    parts.push(t(`host.phase.${view.match.phase}`));
  }
  parts.push(t(`host.stage.${view.match.stage}`));
  return parts.join(" · ");
}
