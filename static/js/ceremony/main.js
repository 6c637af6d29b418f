/** Start of the hall's screen of a ceremony: it asks for its view each second and draws whoever was called. */

import { applyTheme, mountPoint, pageData } from "/static/js/lib/dom.js";
import { tendWall } from "/static/js/lib/wall.js";
import { ReviewPicture } from "/static/js/scenes/review/picture.js";
import { html, render } from "/static/vendor/preact.js";

const ASK_MS = 1_000;

/** What was drawn last: the same view is not drawn again. */
let drawn = "";

async function ask() {
  try {
    const answer = await fetch(pageData().view ?? "", { credentials: "same-origin" });
    if (answer.ok && !answer.redirected) show(await answer.text());
  } catch {
    // The server does not answer now: the picture stays, and the next question is asked in time.
  }
  setTimeout(ask, ASK_MS);
}

/** @param {string} text */
function show(text) {
  if (text === drawn) return;
  drawn = text;
  const view = /** @type {import("/static/js/scenes/review/picture.js").Seen} */ (JSON.parse(text));
  applyTheme(view.review);
  render(html`<${ReviewPicture} view=${view} />`, mountPoint("screen"));
}

tendWall();
ask();
