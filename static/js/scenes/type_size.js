/** The largest type that a place holds, and the layout that allows it.  Pure. */

import { LEAST } from "/static/js/scenes/layout.js";

/** Sizes are multiples of 1 / STEPS vh: a browser shapes the words of each size once, and two layouts share them. */
const STEPS = 10;
/** How much larger the type of a later layout has to be. */
const CLEARLY_LARGER = 1.15;

/**
 * The largest step in [least, most] that is held, by bisection; 0: not even `least`.
 *
 * @param {number} least
 * @param {number} most
 * @param {(step: number) => boolean} holds true up to some step, and false from there on
 */
function largest(least, most, holds) {
  if (least > most || !holds(least)) return 0;
  if (least === most || holds(most)) return most;
  let [low, high] = [least, most];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * The layout that allows the largest type; an earlier one where they are near.  A layout that could not be clearly
 * larger than the best one is tried at one size only: each try makes the browser lay out all the words.
 *
 * @param {string[]} layouts
 * @param {number} most in vh
 * @param {(layout: string, size: number) => boolean} holds whether the place holds this layout with type of `size` vh
 * @returns {{ size: number, layout: string }} `size` in vh from LEAST on; 0 with the first layout: none is held
 */
export function roomiest(layouts, most, holds) {
  let best = { step: 0, layout: layouts[0] };
  for (const layout of layouts) {
    const least = best.step ? Math.floor(best.step * CLEARLY_LARGER) + 1 : Math.ceil(LEAST * STEPS);
    const step = largest(least, Math.floor(most * STEPS), (size) => holds(layout, size / STEPS));
    if (step) best = { step, layout };
  }
  return { size: best.step / STEPS, layout: best.layout };
}
