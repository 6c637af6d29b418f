/** How many phones of the hall have answered: asked now and then, for no entry tells of it. */

import { useEffect, useState } from "/static/vendor/preact.js";

const EVERY_MS = 2_000;

/**
 * The number while `open`; null before the first answer of the server.
 *
 * @param {string} code
 * @param {boolean} open
 * @returns {number | null}
 */
export function useHallCount(code, open) {
  const [count, setCount] = useState(/** @type {number | null} */ (null));
  useEffect(() => {
    if (!open) return undefined;
    let over = false;
    const ask = async () => {
      try {
        const answer = await fetch(`/live/${code}/answers`, { credentials: "omit" });
        const told = answer.ok ? await answer.json() : null;
        if (told?.item && !over) setCount(told.given);
      } catch {
        // The next question may be answered; until then the number stays.
      }
    };
    ask();
    const timer = setInterval(ask, EVERY_MS);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [code, open]);
  return open ? count : null;
}
