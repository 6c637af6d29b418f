/** The way to the server for a page of the public: a request for the view, or a socket. */

import { io } from "/static/vendor/socket.io.js";

/** ms for which a question waits for its answer. */
const PATIENCE = 8_000;

/**
 * The way of the page of this code.
 *
 * @param {string} code
 * @returns {import("/static/js/public_live/follow.js").Way}
 */
export function wayOf(code) {
  return {
    async ask() {
      const stop = new AbortController();
      const timer = setTimeout(() => stop.abort(), PATIENCE);
      try {
        const answer = await fetch(`/live/${code}/view`, {
          cache: "no-cache",
          credentials: "omit",
          signal: stop.signal,
        });
        return answer.ok ? await answer.json() : null;
      } catch {
        return null;
      } finally {
        clearTimeout(timer);
      }
    },
    socket(told, state) {
      const socket = io("/public", {
        autoConnect: false,
        reconnection: false,
        auth: { code },
        transports: ["websocket"],
      });
      socket.on("view", told);
      socket.on("connect", () => state(true));
      socket.on("disconnect", () => state(false));
      socket.on("connect_error", () => state(false));
      return { open: () => socket.connect() };
    },
    now: () => performance.now(),
    later: (work, ms) => setTimeout(work, ms),
    chance: () => Math.random(),
  };
}
