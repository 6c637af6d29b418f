/** The server's clock as a desk shows it: seconds large, what they are for, and how much of the time is gone. */

import { useRemaining } from "/static/js/lib/clock.js";
import { cls, setVars } from "/static/js/lib/dom.js";
import { clockText, shownSeconds } from "/static/js/lib/time.js";
import { t } from "/static/js/lib/words.js";
import { html, useLayoutEffect, useRef } from "/static/vendor/preact.js";

/**
 * The clock of the view; a plain dash where none is set.
 *
 * @param {{ clock: ClockPart | null }} props
 */
export function ClockFace({ clock }) {
  const remaining = useRemaining(clock);
  const bar = useRef(null);
  const share = clock?.duration ? Math.min(1, (remaining ?? 0) / clock.duration) : 0;
  useLayoutEffect(() => setVars(bar.current, { share }), [share]);
  if (!clock)
    return html`<div class="clock clock-none"><span class="clock-digits">–</span><span>${t("host.clock.none")}</span></div>`;
  const seconds = shownSeconds(remaining ?? 0);
  const state = clock.state === "paused" ? "paused" : seconds === 0 ? "over" : seconds <= 5 ? "last" : "running";
  return html`<div class=${cls("clock", `clock-${state}`)} role="timer" aria-label=${t(`host.clock.${clock.purpose}`)}>
    <span class="clock-digits">${clockText(seconds)}</span>
    <span class="clock-words">${t(`host.clock.${clock.purpose}`)}${state === "running" || state === "last" ? "" : ` · ${t(`host.clock.${state}`)}`}</span>
    <i class="clock-bar" ref=${bar} aria-hidden="true"></i>
  </div>`;
}
