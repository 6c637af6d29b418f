/** Start of the page of the public: the view that came with it, then every newer one. */

import { pageData } from "/static/js/lib/dom.js";
import { follow } from "/static/js/public_live/follow.js";
import { Page } from "/static/js/public_live/page.js";
import { wayOf } from "/static/js/public_live/way.js";
import { html, render } from "/static/vendor/preact.js";

/** ms without hearing of the server after which the page says so. */
const OLD = 30_000;
const LOOK_EVERY = 2_000;

const main = /** @type {HTMLElement} */ (document.getElementById("main"));
/** @type {PublicView} */
let view = JSON.parse(document.getElementById("view")?.textContent ?? "null");
let heard = performance.now();
let since = Date.now();

function draw() {
  const old = performance.now() - heard > OLD;
  render(html`<${Page} view=${view} at=${since} old=${old} />`, main);
}

main.textContent = "";
follow(
  wayOf(pageData().code ?? ""),
  (newer, at) => {
    view = newer;
    heard = at;
    since = Date.now();
    draw();
  },
  view,
);
setInterval(draw, LOOK_EVERY);
