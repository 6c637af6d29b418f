/** Points as people type them.  Pure; they stay text, since a fraction must not become a binary float. */

/** How far a full-width sign of an input method stands from its plain one in Unicode. */
const FULL_WIDTH = 0xfee0;

/**
 * What was typed, as the server reads it: full-width figures, other minus signs and a plus are understood.  Only these:
 * a raised or circled figure is not one of the number's own.
 *
 * @param {string} typed
 */
export const tidyPoints = (typed) =>
  typed
    .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - FULL_WIDTH))
    .replace(/[−–—]/g, "-")
    .replace("。", ".")
    .replace(/^\s*\+/, "")
    .trim();

/**
 * True where it is a number; nothing typed yet is not wrong.
 *
 * @param {string | undefined} text
 */
export const isPoints = (text) => /^-?\d{1,6}(\.\d{1,6})?$/.test(text ?? "");
