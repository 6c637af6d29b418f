/** Points as people type them.  Pure; they stay text, since a fraction must not become a binary float. */

/**
 * What was typed, as the server reads it: full-width figures, other minus signs and a plus are understood.
 *
 * @param {string} typed
 */
export const tidyPoints = (typed) =>
  typed
    .normalize("NFKC")
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
