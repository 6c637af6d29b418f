/** Start of the big screen's page of a review. */

import { applyTheme, mountPoint, pageData } from "/static/js/lib/dom.js";
import { live } from "/static/js/lib/live.js";
import { useView } from "/static/js/lib/live_hooks.js";
import { tendWall } from "/static/js/lib/wall.js";
import { ScreenHealth } from "/static/js/scenes/parts/screen_health.js";
import { Troubles } from "/static/js/scenes/parts/troubles.js";
import { tell } from "/static/js/scenes/report.js";
import { ReviewPicture } from "/static/js/scenes/review/picture.js";
import { html, render } from "/static/vendor/preact.js";

/** The whole page; without a view only the state of the connection. */
function Screen() {
  const view = /** @type {ReviewView | null} */ (useView());
  if (!view) return html`<div class="screen screen-empty"><${ScreenHealth} /></div>`;
  return html`<${Troubles.Provider} value=${tell}><${ReviewPicture} view=${view}><${ScreenHealth} /><//></${Troubles.Provider}>`;
}

live.onView((view) => applyTheme(/** @type {ReviewView} */ (/** @type {unknown} */ (view)).review));
tendWall();
render(html`<${Screen} />`, mountPoint("screen"));
live.start({ review: pageData().review, audience: true });
