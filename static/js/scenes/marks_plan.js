/** How marks are shown one after the other.  Pure. */

const EACH_MS = 900;
const STRIKE_MS = 1_200;
const ROLL_MS = 1_600;

/**
 * The steps of a reveal: one for each mark sheet, one that strikes out the dropped ones, one for the score.
 *
 * @param {{ dropped: string | null }[]} sheets
 * @returns {{strike: number, last: number, wait: (step: number) => number}} `wait(step)` ms from a step to the next one
 */
export function revealPlan(sheets) {
  const strikes = sheets.some(({ dropped }) => dropped);
  const strike = sheets.length + (strikes ? 1 : 0);
  const last = strike + 1;
  /** @param {number} step */
  const wait = (step) => (step < sheets.length ? EACH_MS : step < strike ? STRIKE_MS : ROLL_MS);
  return { strike, last, wait };
}

/**
 * Columns for `count` cards: as few rows as the shape of the screen allows, with the cards spread evenly over them.
 *
 * @param {number} count
 * @param {number} aspect
 */
export function columnsFor(count, aspect) {
  const most = aspect > 2.4 ? 12 : aspect > 1.5 ? 7 : aspect > 1 ? 5 : 3;
  const rows = Math.ceil(count / most);
  return Math.ceil(count / rows);
}
