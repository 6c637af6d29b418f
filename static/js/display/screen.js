/** The big screen: the scene for the audience, and the state of the connection. */

import { useView } from "/static/js/lib/live_hooks.js";
import { ScreenHealth } from "/static/js/scenes/parts/screen_health.js";
import { Troubles } from "/static/js/scenes/parts/troubles.js";
import { Picture } from "/static/js/scenes/picture.js";
import { tell } from "/static/js/scenes/report.js";
import { html } from "/static/vendor/preact.js";

/** The whole page; without a view only the state of the connection. */
export function Screen() {
  const view = useView();
  if (!view) return html`<div class="screen screen-empty"><${ScreenHealth} /></div>`;
  return html`<${Troubles.Provider} value=${tell}><${Picture} view=${view}><${ScreenHealth} /></${Picture}></${Troubles.Provider}>`;
}
