/** The state of a big screen's connection. */

import { HealthDot } from "/static/js/lib/health_dot.js";
import { useHealth } from "/static/js/lib/live_hooks.js";
import { t } from "/static/js/lib/words.js";
import { timeOfDay } from "/static/js/lib/zone.js";
import { html } from "/static/vendor/preact.js";

/**
 * Small, for the staff: after 15 s without an answer of the server it shows the time of the last one; of a card that is
 * no longer good it says so.
 */
export function ScreenHealth() {
  const { state, since, refused } = useHealth();
  const trouble = refused ? t("live.health.refused") : t("display.stale", { time: timeOfDay(since) });
  return html`
    <div class="screen-health">
      ${state === "red" && html`<span class="screen-stale num">${trouble}</span>`}
      <${HealthDot} />
    </div>
  `;
}
