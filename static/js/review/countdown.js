/** How long deadlines still are, kept up to date by the server's time. */

import { all } from "/static/js/lib/plain_forms.js";
import { leftText } from "/static/js/review/left_text.js";

const EVERY_MS = 20_000;

/** Keep every `[data-until]` of the page up to date. */
export function startCountdowns() {
  const words = document.getElementById("left-words")?.dataset;
  const shown = all("[data-until]");
  if (!words || shown.length === 0) return;
  const drawn = Number(shown[0].dataset.now);
  const since = performance.now();
  const draw = () => {
    const now = drawn + performance.now() - since;
    for (const node of shown) node.textContent = leftText(Number(node.dataset.until) - now, words);
  };
  setInterval(draw, EVERY_MS);
}
