/** 黑屏: nothing at all; the frame leaves its header and its backdrop away. */

import { html } from "/static/vendor/preact.js";

/** The scene. */
export function Black() {
  return html`<div class="black"></div>`;
}
