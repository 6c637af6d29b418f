/** Moving a seat to another tablet: a second device asks, the desk decides, nothing is overwritten. */

import { Refusal } from "/static/js/desk/notice.js";
import { errorFrom } from "/static/js/lib/errors.js";
import { live } from "/static/js/lib/live.js";
import { t } from "/static/js/lib/words.js";
import { timeOfDay } from "/static/js/lib/zone.js";
import { html, useState } from "/static/vendor/preact.js";

/** @typedef {{ locked?: boolean, presence: PresencePart[] }} Seats the part of a desk's view that tells of its seats */

/**
 * The waiting requests of all seats, or of one team's; after the lock there is nothing left to sit down for.
 *
 * @param {Seats} view
 * @param {string | null} [team]
 */
export const waiting = (view, team = null) =>
  (view.locked ? [] : view.presence)
    .filter((seat) => team === null || seat.team === team)
    .flatMap((seat) => seat.requests.map((request) => ({ seat, request })));

/**
 * A line for each request, with the two answers to it.
 *
 * @param {{ view: Seats, team?: string | null }} props
 */
export function SeatRequests({ view, team = null }) {
  const [error, setError] = useState(/** @type {CommandError | null} */ (null));
  /**
   * @param {PresencePart} seat
   * @param {RequestPart} request
   * @param {boolean} approve
   */
  const decide = async (seat, request, approve) => {
    try {
      const answer = await live.emit("seat.decide", { ticket: seat.ticket, device: request.device, approve });
      setError(answer?.ok === false ? errorFrom(answer) : null);
    } catch (refused) {
      setError(/** @type {CommandError} */ (refused));
    }
  };
  const lines = waiting(view, team);
  if (lines.length === 0) return null;
  return html`<div class="seat-requests" role="alert">
    ${lines.map(
      ({ seat, request }) => html`<p key=${`${seat.ticket}:${request.device}`}>
        <span>${t("host.seats.asks", { label: seat.label, time: timeOfDay(request.since) })}</span>
        <button type="button" class="key key-small key-strong" onClick=${() => decide(seat, request, true)}>${t("host.seats.move")}</button>
        <button type="button" class="key key-small" onClick=${() => decide(seat, request, false)}>${t("host.seats.keep")}</button>
      </p>`,
    )}
    ${error && html`<${Refusal} error=${error} />`}
  </div>`;
}
