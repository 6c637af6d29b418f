/** How trustworthy the page is: how long ago the server was last heard.  Pure; milliseconds. */

/** @typedef {"ok" | "amber" | "red"} HealthState */

const AMBER_AFTER = 5_000;
/** A silence of this many ms means that the picture may be old. */
export const RED_AFTER = 15_000;

/**
 * Since when a state holds: a connection from when it came back, trouble from when the server was last heard (`heard`),
 * for up to then the picture is known to be true.
 *
 * @param {HealthState} state
 * @param {{ state: HealthState, since: number }} before
 * @param {number} heard
 */
export function sinceOf(state, before, heard) {
  return state === "ok" && before.state === "ok" ? before.since : heard;
}

/**
 * "ok" | "amber" | "red" for a silence of `silence` ms.
 *
 * @param {number} silence
 * @returns {HealthState}
 */
export function healthAfter(silence) {
  if (silence >= RED_AFTER) return "red";
  return silence >= AMBER_AFTER ? "amber" : "ok";
}
