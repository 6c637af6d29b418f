/** The connection, always in the same corner: a shape and a colour, with words for those who ask. */

import { useHealth } from "/static/js/lib/live_hooks.js";
import { t } from "/static/js/lib/words.js";
import { timeOfDay } from "/static/js/lib/zone.js";
import { html } from "/static/vendor/preact.js";

/**
 * A dot; with `words` also what it means and the round trip.  Ok is a disc, amber a triangle, red a square: never
 * colour alone.
 */
export function HealthDot({ words = false }) {
  const { state, since, rtt, refused } = useHealth();
  const said = t(`live.health.${refused ? "refused" : state}`, { time: timeOfDay(since) });
  const trip = state === "ok" && rtt !== null ? t("live.health.rtt", { ms: rtt }) : "";
  return html`
    <div class="health health-${state}" role="status" title=${`${said} ${trip}`}>
      <span class="health-mark" aria-hidden="true"></span>
      <span class=${words ? "health-words" : "visually-hidden"}>${said}</span>
      ${words && trip && html`<span class="health-trip" aria-hidden="true">${trip}</span>`}
    </div>
  `;
}
