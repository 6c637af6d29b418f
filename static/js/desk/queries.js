/** What the chief's desk asks of the server beside its view: every item played, who would move. */

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
 * One team that a correction would move.
 *
 * @typedef {{ team: string, before: { score: string, rank: number }, after: { score: string, rank: number } }} Move
 */

/**
 * Who would move by `command`; nothing is written.
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
