/** How long deadlines still are, kept up to date by the server's time, also over a sleep of the device. */

import { onReturn } from "/static/js/lib/dom.js";
import { all } from "/static/js/lib/plain_forms.js";
import { ClockOffset, SLEPT } from "/static/js/lib/time.js";
import { withTimeout } from "/static/js/lib/timeout.js";
import { leftText } from "/static/js/review/left_text.js";

const EVERY_MS = 20_000;

const local = () => performance.now();

/**
 * Ask the server what time it is.
 *
 * @param {ClockOffset} clock
 */
async function ask(clock) {
  const sent = local();
  try {
    const { now } = await (await fetch("/api/time")).json();
    clock.add(sent, local(), now);
  } catch {
    // Without a network the time of day tells how long the device has slept.
  }
}

/** Keep every `[data-until]` of the page up to date. */
export function startCountdowns() {
  const words = document.getElementById("left-words")?.dataset;
  const shown = all("[data-until]");
  if (!words || shown.length === 0) return;
  const clock = new ClockOffset();
  clock.hint(local(), Number(shown[0].dataset.now));
  let apart = Date.now() - local();
  const draw = () => {
    const now = local() + (clock.offset ?? 0);
    for (const node of shown) node.textContent = leftText(Number(node.dataset.until) - now, words);
  };
  const look = async () => {
    const slept = Date.now() - local() - apart;
    apart += slept;
    if (Math.abs(slept) >= SLEPT) {
      clock.parted(local(), slept);
      await withTimeout(ask(clock));
      clock.guess();
    }
    draw();
  };
  setInterval(look, EVERY_MS);
  onReturn(look);
}
