/** What the chief's desk requests besides its view: every item played, the ranks a command would change. */

import { csrfToken, pageData } from "/static/js/lib/dom.js";
import { live } from "/static/js/lib/live.js";

/**
 * The answer; rejects with the error in words.
 *
 * @param {string} path
 * @param {RequestInit} [options]
 */
export const query = (path, options) => live.fetch(`/m/${pageData().match}/chief/${path}`, options);

/**
 * One team whose score or rank a correction would change.
 *
 * @typedef {{ team: string, before: { score: string, rank: number }, after: { score: string, rank: number } }} Move
 */

/**
 * In sentences: what was decided in the stages on the ground of a result, and what of it would be otherwise.
 *
 * @typedef {{ rests: string[], changes: string[] }} Further
 */

/**
 * What the result of the match, as it stands, is the ground of; null where nothing rests on it.
 *
 * @returns {Promise<{ further: Further | null }>}
 */
export const queryFurther = () => query("further");

/**
 * The teams whose score or rank `command` would change, and what this changes further on; nothing is written.
 *
 * @param {object} command
 * @returns {Promise<{ moves: Move[], further?: Further | null }>}
 */
export const queryMoves = (command) =>
  query("what-if", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken() },
    body: JSON.stringify(command),
  });
