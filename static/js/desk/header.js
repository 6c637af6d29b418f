/** The head of every desk: the match, the seat, and whether the page is up to date. */

import { placeInMatch } from "/static/js/desk/place_in_match.js";
import { seatBeside } from "/static/js/desk/seat_beside.js";
import { Warnings } from "/static/js/desk/warnings.js";
import { useRoundLeft } from "/static/js/lib/clock.js";
import { HealthDot } from "/static/js/lib/health_dot.js";
import { RehearsalMark } from "/static/js/lib/rehearsal.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

/**
 * Seat and name on the left, match and stage in the middle, connection always in the same right corner.
 *
 * @param {{ view: View & { match: MatchPart }, seat: string, role: string, children?: Child }} props
 */
export function Header({ view, seat, role, children }) {
  const left = useRoundLeft(view.round);
  const name = seatBeside(role, seat);
  return html`<header class="desk-head">
    <p class="desk-seat"><b>${role}</b>${name && html`<span>${name}</span>`}</p>
    <div class="desk-match">
      <h1>${view.match.title}</h1>
      <${RehearsalMark} match=${view.match} class="tag tag-rehearsal" />
      ${view.locked && html`<em class="tag tag-locked">${t("host.locked")}</em>`}
      <span>${placeInMatch(view)}</span>
      ${left && html`<b class="num">${t("host.round_left", { time: left })}</b>`}
    </div>
    <div class="desk-tools">${children}</div>
    <${HealthDot} words />
    <${Warnings} view=${view} />
  </header>`;
}
