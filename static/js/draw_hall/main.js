/**
 * Start of the hall's screen of a draw: it asks for its own page and shows what counts now, a second draw too.  While the
 * server does not answer, or answers with another page, the picture stays: the hall never sees an error.
 */

import { tendWall } from "/static/js/lib/wall.js";

const ASK_MS = 3_000;
const LONGEST_MS = 10_000;

async function ask() {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), LONGEST_MS);
  try {
    const answer = await fetch(location.href, { credentials: "same-origin", cache: "no-store", signal: late.signal });
    if (answer.ok && !answer.redirected) show(await answer.text());
  } catch {
    // The server does not answer now: the next question is asked in time.
  }
  clearTimeout(timer);
  setTimeout(ask, ASK_MS);
}

/** @param {string} text */
function show(text) {
  const here = document.querySelector(".hall");
  const now = new DOMParser().parseFromString(text, "text/html").querySelector(".hall");
  if (here && now && now.outerHTML !== here.outerHTML) here.replaceWith(now);
}

tendWall();
setTimeout(ask, ASK_MS);
