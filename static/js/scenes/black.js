/** 黑屏: nothing at all; the frame omits its header and its backdrop. */

import { html } from "/static/vendor/preact.js";

/** The scene. */
export function Black() {
  return html`<div class="black"></div>`;
}
