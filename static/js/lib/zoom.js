/** How large pages are shown: 1 fits the width. */

const STEP = 1.25;
const LEAST = 0.5;
const MOST = 5;

/** @param {number} zoom */
export const within = (zoom) => Math.min(MOST, Math.max(LEAST, zoom));

/** @param {number} zoom */
export const larger = (zoom) => within(zoom * STEP);

/** @param {number} zoom */
export const smaller = (zoom) => within(zoom / STEP);

/**
 * The zoom after a key; null for a key that means something else.
 *
 * @param {string} key
 * @param {number} zoom
 */
export function zoomByKey(key, zoom) {
  if (key === "+" || key === "=") return larger(zoom);
  if (key === "-" || key === "_") return smaller(zoom);
  return key === "0" ? 1 : null;
}
