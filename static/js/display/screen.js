/** The big screen: the scene for the audience, and the state of the connection. */

import { tell } from "/static/js/display/report.js";
import { HealthDot } from "/static/js/lib/health_dot.js";
import { useHealth, useView } from "/static/js/lib/live_hooks.js";
import { t } from "/static/js/lib/words.js";
import { timeOfDay } from "/static/js/lib/zone.js";
import { Troubles } from "/static/js/scenes/parts/troubles.js";
import { Picture } from "/static/js/scenes/picture.js";
import { html } from "/static/vendor/preact.js";

/**
 * Small, for the staff: after 15 s without an answer of the server it shows the time of the last one; of a card that is
 * no longer good it says so.
 */
function Health() {
  const { state, since, refused } = useHealth();
  const trouble = refused ? t("live.health.refused") : t("display.stale", { time: timeOfDay(since) });
  return html`
    <div class="screen-health">
      ${state === "red" && html`<span class="screen-stale num">${trouble}</span>`}
      <${HealthDot} />
    </div>
  `;
}

/** The whole page; without a view only the state of the connection. */
export function Screen() {
  const view = useView();
  if (!view) return html`<div class="screen screen-empty"><${Health} /></div>`;
  return html`<${Troubles.Provider} value=${tell}><${Picture} view=${view}><${Health} /></${Picture}></${Troubles.Provider}>`;
}
