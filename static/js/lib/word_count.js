/**
 * How the characters of a text are counted: the 字数 of Word and WPS, exactly as the server counts them
 * (scoring/engine/review/word_count.py, which says the rule).  Pure.
 */

import { EITHER, OWN } from "/static/js/lib/wide_signs.js";

const UNSEEN = /[\p{Mn}\p{Me}\p{Cf}\p{Cc}]/u;
const BLANK = /[\t-\r\p{Z}]/u;

/**
 * Whether a sign is a blank, or one of the control signs that part texts: U+001C to U+001F, U+0085.
 *
 * @param {string} sign
 */
function isBlank(sign) {
  const code = sign.codePointAt(0) ?? 0;
  return BLANK.test(sign) || (code >= 0x1c && code <= 0x1f) || code === 0x85;
}

/**
 * The first and last code points of packed runs, one after the other.
 *
 * @param {string} packed
 */
function edges(packed) {
  let last = 0;
  return packed.split(",").flatMap((run) => {
    const [behind, length] = run.split(" ").map((part) => Number.parseInt(part, 36));
    const first = last + behind;
    last = first + length;
    return [first, last];
  });
}

const own = edges(OWN);
const either = edges(EITHER);

/**
 * Whether a code point is in one of the runs, by halving.
 *
 * @param {number[]} runs
 * @param {number} code
 */
function within(runs, code) {
  let low = 0;
  let high = runs.length / 2 - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (code < runs[2 * middle]) high = middle - 1;
    else if (code > runs[2 * middle + 1]) low = middle + 1;
    else return true;
  }
  return false;
}

/** @typedef {"own" | "run" | "either" | "blank"} Kind own: counts 1 · run: with its neighbours · either: by them */

/** @param {string} sign @returns {Kind} */
function kindOf(sign) {
  if (isBlank(sign)) return "blank";
  const code = sign.codePointAt(0) ?? 0;
  if (within(own, code)) return "own";
  return within(either, code) ? "either" : "run";
}

/**
 * The number of characters of a text as Word counts them: 5 for 学习2012年。
 *
 * @param {string} text
 */
export function wordCount(text) {
  const kinds = [...text].filter((sign) => isBlank(sign) || !UNSEEN.test(sign)).map(kindOf);
  let count = 0;
  let inRun = false;
  kinds.forEach((found, at) => {
    const kind = found === "either" ? (inRun && kinds[at + 1] === "run" ? "run" : "own") : found;
    if (kind === "own" || (kind === "run" && !inRun)) count += 1;
    inRun = kind === "run";
  });
  return count;
}
