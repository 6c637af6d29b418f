/** The server's clock as the audience sees it. */

import { useRemaining } from "/static/js/lib/clock.js";
import { Sign } from "/static/js/lib/signs.js";
import { clockText, shownSeconds } from "/static/js/lib/time.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

const HURRY = 10;
const LAST = 5;

/**
 * @param {ClockPart} clock
 * @param {number} seconds
 */
function mood(clock, seconds) {
  if (clock.state === "paused") return "paused";
  if (seconds <= 0) return "over";
  if (seconds <= LAST) return "last";
  return seconds <= HURRY ? "hurry" : "calm";
}

/**
 * A pill with the seconds and a bar, for beside a question.
 *
 * @param {{ clock: ClockPart | null }} props
 */
export function ClockPill({ clock }) {
  const remaining = useRemaining(clock);
  if (!clock || remaining === null) return null;
  const seconds = shownSeconds(remaining);
  const share = clock.duration ? remaining / clock.duration : 0;
  return html`
    <div class=${`clock-pill clock-${mood(clock, seconds)}`} role="timer" aria-label=${t(`display.clock.${clock.purpose}`)}>
      <span class="clock-digits num">${clockText(seconds)}</span>
      ${clock.state === "paused" && html`<${Sign} name="pause" />`}
      <span class="clock-bar"><i style=${{ transform: `scaleX(${share})` }}></i></span>
    </div>
  `;
}

/**
 * The great ring of the countdown scene.
 *
 * @param {{ clock: ClockPart }} props
 */
export function ClockRing({ clock }) {
  const remaining = useRemaining(clock) ?? 0;
  const seconds = shownSeconds(remaining);
  const share = clock.duration ? remaining / clock.duration : 0;
  const length = 2 * Math.PI * 46;
  return html`
    <div class=${`clock-ring clock-${mood(clock, seconds)}`} role="timer">
      <svg viewBox="0 0 100 100" aria-hidden="true">
        <circle class="ring-ticks" cx="50" cy="50" r="49" pathLength="120" />
        <circle class="ring-track" cx="50" cy="50" r="46" />
        <circle class="ring-left" cx="50" cy="50" r="46" stroke-dasharray=${length} stroke-dashoffset=${length * (1 - share)} />
      </svg>
      <span class="ring-digits num">${clockText(seconds)}</span>
      ${clock.state === "paused" && html`<span class="ring-paused">${t("display.clock.paused")}</span>`}
    </div>
  `;
}
