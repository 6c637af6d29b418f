/** Start of the big screen's page. */

import { Screen } from "/static/js/display/screen.js";
import { applyTheme, mountPoint, pageData } from "/static/js/lib/dom.js";
import { live } from "/static/js/lib/live.js";
import { html, render } from "/static/vendor/preact.js";

const CURSOR_MS = 2_000;

/** A click anywhere starts full screen; browsers allow full screen, and sound, only after a click or a key. */
function fillTheWall() {
  if (!document.fullscreenElement) document.documentElement.requestFullscreen?.().catch(() => {});
}

function hideCursorWhenStill() {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const stir = () => {
    document.body.classList.remove("cursor-still");
    clearTimeout(timer);
    timer = setTimeout(() => document.body.classList.add("cursor-still"), CURSOR_MS);
  };
  addEventListener("pointermove", stir);
  stir();
}

live.onView((view) => applyTheme(view.match));
addEventListener("click", fillTheWall);
addEventListener("keydown", (event) => event.key.toLowerCase() === "f" && fillTheWall());
hideCursorWhenStill();
render(html`<${Screen} />`, mountPoint("screen"));
live.start({ match: pageData().match ?? "", audience: true });
