/** How far the page can be trusted: how long ago the last message of the server came.  Pure; milliseconds. */

/** @typedef {"ok" | "amber" | "red"} HealthState */

const AMBER_AFTER = 5_000;
/** This many ms without a message mean that the view may be old. */
export const RED_AFTER = 15_000;

/**
 * Since when a state holds: a connection from when it came back, trouble from when the last message of the server came
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
 * "ok" | "amber" | "red" for `silence` ms without a message.
 *
 * @param {number} silence
 * @returns {HealthState}
 */
export function healthAfter(silence) {
  if (silence >= RED_AFTER) return "red";
  return silence >= AMBER_AFTER ? "amber" : "ok";
}
