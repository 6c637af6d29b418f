/** Start of the hall's screen of a competition: a stage with all its matches. */

import { applyTheme, mountPoint, pageData } from "/static/js/lib/dom.js";
import { live } from "/static/js/lib/live.js";
import { useView } from "/static/js/lib/live_hooks.js";
import { tendWall } from "/static/js/lib/wall.js";
import { HallPicture } from "/static/js/scenes/hall/picture.js";
import { ScreenHealth } from "/static/js/scenes/parts/screen_health.js";
import { Troubles } from "/static/js/scenes/parts/troubles.js";
import { tell } from "/static/js/scenes/report.js";
import { html, render } from "/static/vendor/preact.js";

/** The whole page; without a view only the state of the connection. */
function Screen() {
  const view = /** @type {CompetitionView | null} */ (useView());
  if (!view) return html`<div class="screen screen-empty"><${ScreenHealth} /></div>`;
  return html`<${Troubles.Provider} value=${tell}><${HallPicture} view=${view}><${ScreenHealth} /><//></${Troubles.Provider}>`;
}

live.onView((view) => applyTheme(/** @type {CompetitionView} */ (/** @type {unknown} */ (view)).event));
tendWall();
render(html`<${Screen} />`, mountPoint("screen"));
live.start({ competition: pageData().competition, audience: true });
