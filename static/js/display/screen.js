/** The big screen: the scene for the audience, and the state of the connection. */

import { HealthDot } from "/static/js/lib/health_dot.js";
import { useHealth, useView } from "/static/js/lib/live_hooks.js";
import { timeOfDay } from "/static/js/lib/time.js";
import { t } from "/static/js/lib/words.js";
import { Picture } from "/static/js/scenes/picture.js";
import { html } from "/static/vendor/preact.js";

/** Small, for the staff: after 15 s without a message from the server it shows the time of the last one. */
function Health() {
  const { state, since } = useHealth();
  return html`
    <div class="screen-health">
      ${state === "red" && html`<span class="screen-stale num">${t("display.stale", { time: timeOfDay(since) })}</span>`}
      <${HealthDot} />
    </div>
  `;
}

/** The whole page; without a view only the state of the connection. */
export function Screen() {
  const view = useView();
  if (!view) return html`<div class="screen screen-empty"><${Health} /></div>`;
  return html`<${Picture} view=${view}><${Health} /></${Picture}>`;
}
