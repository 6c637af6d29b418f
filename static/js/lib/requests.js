/** Requests of a page that has no live connection: JSON with the session's token, each with an end to its patience. */

import { csrfToken, seatId } from "/static/js/lib/dom.js";
import { CommandError, errorFrom } from "/static/js/lib/errors.js";

const PATIENCE = 30_000;

/**
 * What a page asks; `signal` ends it, `patience` is how long it waits in ms.
 *
 * @typedef {{
 *   method?: string,
 *   headers?: Record<string, string>,
 *   body?: BodyInit,
 *   json?: object,
 *   signal?: AbortSignal,
 *   patience?: number,
 * }} Asked
 */

/**
 * The answer to a request.  Rejects with the server's error, with "no-answer" where none came in time, and with
 * "stopped" where the signal ended it.
 *
 * @param {string} path
 * @param {Asked} [asked]
 */
export async function request(path, { json, signal, patience = PATIENCE, headers = {}, ...options } = {}) {
  const giveUp = new AbortController();
  const stop = () => giveUp.abort();
  const timer = setTimeout(stop, patience);
  signal?.addEventListener("abort", stop);
  const body = json ? JSON.stringify(json) : options.body;
  const sent = {
    Accept: "application/json",
    "X-CSRFToken": csrfToken(),
    "X-Seat": seatId(),
    ...(json ? { "Content-Type": "application/json" } : {}),
    ...headers,
  };
  try {
    if (signal?.aborted) throw new CommandError({ code: "stopped" });
    const response = await fetch(path, {
      credentials: "same-origin",
      ...options,
      body,
      headers: sent,
      signal: giveUp.signal,
    });
    if (!response.ok) {
      // What is no JSON is not the server's own: a proxy says so of a server that is gone.
      const said = await response.json().catch(() => null);
      throw said ? errorFrom(said, response.status) : new CommandError({ code: "no-answer", status: response.status });
    }
    return response;
  } catch (error) {
    if (signal?.aborted) throw new CommandError({ code: "stopped" });
    throw error instanceof CommandError ? error : new CommandError({ code: "no-answer" });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

/**
 * The JSON of an answer.
 *
 * @param {string} path
 * @param {Asked} [asked]
 */
export async function requestJson(path, asked) {
  const response = await request(path, asked);
  return response.json().catch(() => {
    throw new CommandError({ code: "no-answer" });
  });
}
