/** The head of a review's desk: the seat, the review, and whether the page is up to date. */

import { seatBeside } from "/static/js/desk/seat_beside.js";
import { Warnings } from "/static/js/desk/warnings.js";
import { HealthDot } from "/static/js/lib/health_dot.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

/**
 * Seat and name on the left, the review and `place` in the middle, connection always in the same right corner.
 *
 * @param {{ view: ReviewView & { warnings?: WarningPart[] }, seat: string, role: string, place?: string, children?: Child }} props
 */
export function ReviewHead({ view, seat, role, place, children }) {
  const word = t(`common.role.${role}`);
  const name = seatBeside(word, seat);
  return html`<header class="desk-head">
    <p class="desk-seat"><b>${word}</b>${name && html`<span>${name}</span>`}</p>
    <div class="desk-match"><h1>${view.review.title}</h1>${place && html`<span>${place}</span>`}</div>
    <div class="desk-tools">${children}</div>
    <${HealthDot} words />
    <${Warnings} view=${view} />
  </header>`;
}
