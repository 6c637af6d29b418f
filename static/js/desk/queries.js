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
 * The teams whose score or rank `command` would change; nothing is written.
 *
 * @param {object} command
 * @returns {Promise<{ moves: Move[] }>}
 */
export const queryMoves = (command) =>
  query("what-if", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken() },
    body: JSON.stringify(command),
  });
