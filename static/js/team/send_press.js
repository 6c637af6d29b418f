/** Pressing: one press per arming, with its own id, the arming it saw and the server's time of the touch. */

import { live } from "/static/js/lib/live.js";
import { newKey } from "/static/js/lib/random_key.js";
import { pressSlot } from "/static/js/team/states.js";

/**
 * When a touch was, in server time, and the round trip this rests on: not when its handler ran, late on a slow tablet.
 *
 * @param {Event} event
 */
export function touchTime(event) {
  const late = Math.max(0, performance.now() - event.timeStamp);
  const rtt = live.roundTrip();
  return { pressed_at: rtt === null ? null : Math.round(live.now() - late), rtt };
}

/**
 * Send a press.
 *
 * @param {WithPress<TeamView>} view the team's view
 * @param {Event} event the pointer or key event
 * @param {"tablet" | "keyboard"} source
 * @returns {string} the slot it was made for
 */
export function sendPress(view, event, source) {
  const key = newKey();
  /** @type {RecordPress} */
  const command = {
    kind: "press.record",
    team: view.me.team,
    press: key,
    arming: view.press.arming ?? "",
    ...touchTime(event),
    source,
    item: view.item.no,
  };
  live.command(command, { key }).catch(() => {}); // onRefusal shows a refusal
  navigator.vibrate?.(40);
  return pressSlot(view);
}

/** Keys that are not a button: modifiers, and those that move about or belong to the browser. */
const OTHER_KEYS =
  /^(Tab|Escape|Shift|Control|Alt|Meta|CapsLock|NumLock|F\d+|Arrow\w+|Page\w+|Home|End|Dead|Process|Unidentified)$/;

/**
 * True where a key is meant as a press: any plain key, since USB buttons type whatever they were made to type.
 *
 * @param {KeyboardEvent} event
 */
export function isPressKey({ key, repeat, ctrlKey, altKey, metaKey }) {
  return !repeat && !ctrlKey && !altKey && !metaKey && !OTHER_KEYS.test(key);
}
