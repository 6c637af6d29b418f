/** The blanks of a question. */

import { html } from "/static/vendor/preact.js";

/**
 * Blanks are drawn as one line each, not as a row of underscores, and stay with their brackets.
 *
 * @param {string} stem
 */
export function withBlanks(stem) {
  return stem.split(/([《“（(]?[_＿]{2,}[》”）)]?)/).map((part, i) => {
    if (i % 2 === 0) return part;
    const [before, after] = part.split(/[_＿]{2,}/);
    return html`<span class="blank-around">${before}<span class="blank"></span>${after}</span>`;
  });
}

/**
 * Accepted spellings of a blank are separated by "|": the audience sees the first.
 *
 * @param {string[]} key
 */
export const keyText = (key) => key.map((value) => value.split("|")[0]).join("　");
