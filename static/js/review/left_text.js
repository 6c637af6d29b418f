/** How long a deadline still is, in words.  Pure. */

import { fillIn } from "/static/js/lib/words.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How long `left` ms are in the words of the page; as the server says it when it draws the page.
 *
 * @param {number} left
 * @param {{ [name: string]: string | undefined }} words
 */
export function leftText(left, words) {
  if (left <= 0) return words.over ?? "";
  const days = Math.floor(left / DAY);
  const hours = Math.floor((left % DAY) / HOUR);
  const minutes = Math.floor((left % HOUR) / MINUTE);
  const text = left >= DAY ? words.days : left >= HOUR ? words.hours : words.minutes;
  return fillIn(text ?? "", { days, hours, minutes });
}
