/** How marks are shown one after the other.  Pure. */

const EACH_MS = 900;
/** All marks together take no longer, however many judges there are. */
const ALL_MS = 12_000;
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
  const each = Math.min(EACH_MS, Math.round(ALL_MS / sheets.length));
  /** @param {number} step */
  const wait = (step) => (step < sheets.length ? each : step < strike ? STRIKE_MS : ROLL_MS);
  return { strike, last, wait };
}

/** Rows of cards that leave room for the score below them, at their usual height and with low cards. */
export const USUAL_ROWS = 2;
const MOST_ROWS = 4;

/**
 * Columns for `count` cards: as few rows as the shape of the screen allows, with the cards spread evenly over them.  On
 * a screen that is wider than high there are never more rows than leave room for the score.
 *
 * @param {number} count
 * @param {number} aspect
 */
export function columnsFor(count, aspect) {
  const most = aspect > 2.4 ? 12 : aspect > 1.5 ? 7 : aspect > 1 ? 5 : 3;
  const rows = Math.min(Math.ceil(count / most), aspect > 1 ? MOST_ROWS : count);
  return Math.ceil(count / rows);
}
