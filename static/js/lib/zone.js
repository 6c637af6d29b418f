/** Times of day as the event has them, whatever zone the device is set to. */

import { eventZone } from "/static/js/lib/dom.js";
import { clockOf } from "/static/js/lib/time.js";

/** @type {((ms: number) => string) | null} */
let clock = null;

/**
 * The time of day of a server instant in the event's zone, "HH:MM:SS".
 *
 * @param {number} ms
 */
export function timeOfDay(ms) {
  clock = clock ?? clockOf(eventZone());
  return clock(ms);
}
