/** How far the page can be trusted: how long ago it asked what the server has answered last.  Pure; milliseconds. */

/** @typedef {"ok" | "amber" | "red"} HealthState */

/** This many ms without an answer mean that what the page says may not arrive. */
export const AMBER_AFTER = 5_000;
/** This many ms without an answer mean that the view may be old. */
export const RED_AFTER = 15_000;

/**
 * Since when a state holds: a connection from when it came back, trouble from when the server answered last
 * (`heard`), since the view is known to be true up to then.
 *
 * @param {HealthState} state
 * @param {{ state: HealthState, since: number }} before
 * @param {number} heard
 */
export function sinceOf(state, before, heard) {
  return state === "ok" && before.state === "ok" ? before.since : heard;
}

/**
 * "ok" | "amber" | "red" for `silence` ms without an answer.
 *
 * @param {number} silence
 * @returns {HealthState}
 */
export function healthAfter(silence) {
  if (silence >= RED_AFTER) return "red";
  return silence >= AMBER_AFTER ? "amber" : "ok";
}

/**
 * True where the server refuses the seat itself: every other refusal is an answer of a server that knows the seat.
 *
 * @param {string} code
 */
export function isRefusal(code) {
  return code === "not-entered" || code === "seat-other";
}
