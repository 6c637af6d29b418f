/** A clock that a page draws: the server owns the deadline, this only counts towards it. */

import { live } from "/static/js/lib/live.js";
import { clockText, remainingOf, shownSeconds } from "/static/js/lib/time.js";
import { useEffect, useState } from "/static/vendor/preact.js";

/**
 * Milliseconds left of a view's clock, drawn again with every frame while it runs; null without a clock.
 *
 * @param {ClockPart | null} clock
 */
export function useRemaining(clock) {
  const [, redraw] = useState(0);
  const running = clock?.state === "running";
  useEffect(() => {
    if (!running) return undefined;
    let frame = requestAnimationFrame(function tick(time) {
      redraw(time);
      if ((remainingOf(clock, live.now()) ?? 0) > 0) frame = requestAnimationFrame(tick);
    });
    return () => cancelAnimationFrame(frame);
  }, [running, clock?.deadline]);
  return remainingOf(clock, live.now());
}

/**
 * Milliseconds until the server's instant `at`, drawn again until it has come; 0 then, or where there is none.
 *
 * @param {number | null | undefined} at
 */
export function useUntil(at) {
  const [, redraw] = useState(0);
  useEffect(() => {
    if (!at || at <= live.now()) return undefined;
    const timer = setInterval(() => {
      redraw((n) => n + 1);
      if (at <= live.now()) clearInterval(timer);
    }, 50);
    return () => clearInterval(timer);
  }, [at]);
  return at ? Math.max(0, at - live.now()) : 0;
}

/**
 * What is left of the whole round's time, as a text that counts down; "" where the round has no such limit.
 *
 * @param {RoundPart | null} round
 */
export function useRoundLeft(round) {
  const left = useUntil(round?.ends_at);
  return round?.ends_at ? clockText(shownSeconds(left)) : "";
}

/** Draw again every `ms`; for times in words ("3 seconds ago"). */
export function useTick(ms = 1_000) {
  const [, redraw] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => redraw((n) => n + 1), ms);
    return () => clearInterval(timer);
  }, [ms]);
}
