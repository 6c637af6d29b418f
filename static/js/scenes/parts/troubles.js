/** What a screen does not show as it should.  The big screen tells the host; the host's own preview tells nobody. */

import { createContext, useContext, useEffect } from "/static/vendor/preact.js";

/** @typedef {ScreenReport["troubles"][number]} Trouble */

/**
 * `tell(trouble)` gives a function that takes it back.
 *
 * @type {ReturnType<typeof createContext<(trouble: Trouble) => () => void>>}
 */
export const Troubles = createContext((/** @type {Trouble} */ _trouble) => () => {});

/**
 * Tell of a trouble for as long as the part that has it is on the screen; null: there is none.
 *
 * @param {Trouble | null} trouble
 */
export function useTrouble(trouble) {
  const tell = useContext(Troubles);
  useEffect(() => (trouble ? tell(trouble) : undefined), [trouble, tell]);
}
