/** Keys of a keyboard or a clicker.  A key held down counts once; while somebody types, keys are letters. */

import { useLayoutEffect, useRef } from "/static/vendor/preact.js";

const TYPES = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";
const PRESSES = "button, a[href], summary, label, input, [role=tab]";

/**
 * What a key event is called in a table of keys: "Space", "PageDown", "b", "1", "?".
 *
 * @param {KeyboardEvent} event
 */
function keyName(event) {
  if (event.code === "Space") return "Space";
  return event.key.length === 1 ? event.key.toLowerCase() : event.key;
}

/**
 * True where the key belongs to the element under it: typing, or the press of a focused control.
 *
 * @param {KeyboardEvent} event
 * @param {string} name
 */
function taken(event, name) {
  const target = event.target;
  if (!(target instanceof Element)) return false;
  if (target.closest(TYPES)) return true;
  return (name === "Space" || name === "Enter") && target.closest(PRESSES) !== null;
}

/**
 * After a touch by a pointer the touched element loses the focus, so that it does not take the next Space.
 *
 * @param {MouseEvent} event
 */
function letGo(event) {
  if (
    event.detail > 0 &&
    document.activeElement instanceof HTMLElement &&
    document.activeElement.matches(PRESSES) &&
    !document.activeElement.matches(TYPES)
  )
    document.activeElement.blur();
}

/**
 * Call `table[name]()` when a key of the table goes down; nothing while `off` (a dialog is open).
 *
 * @param {Record<string, () => void>} table
 * @param {boolean} off
 */
export function useKeys(table, off) {
  const now = useRef({ table, off });
  now.current = { table, off };
  useLayoutEffect(() => {
    /** @param {KeyboardEvent} event */
    const down = (event) => {
      const name = keyName(event);
      const act = now.current.table[name];
      if (!act || now.current.off || event.ctrlKey || event.altKey || event.metaKey || taken(event, name)) return;
      event.preventDefault();
      if (!event.repeat) act();
    };
    /** @param {MouseEvent} event */
    const click = (event) => now.current.off || letGo(event);
    addEventListener("keydown", down);
    addEventListener("click", click);
    return () => {
      removeEventListener("keydown", down);
      removeEventListener("click", click);
    };
  }, []);
}
