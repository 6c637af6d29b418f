/** How rows fill a wide or a narrow screen and stay large enough.  Pure. */

const MOST_ROWS = 10;
const ROWS_A_COLUMN = 8;
const SIDE_SPACE = 16;
const SQUEEZE = 0.8;

/**
 * Columns and rows a page for a list.
 *
 * @param {{
 *   count: number,
 *   aspect: number,
 *   longest: number,
 *   fixed?: number,
 *   size?: number,
 * }} list `aspect` width by height
 *   of the wall; `longest` name in em; `fixed` width in vh of all but the name; `size` of the name in vh
 * @returns {{columns: number, perPage: number, pages: number}} pages are as even as can be
 */
export function layoutRows({ count, aspect, longest, fixed = 46, size = 6 }) {
  const need = fixed + longest * size * SQUEEZE;
  const fits = Math.max(1, Math.floor((aspect * 100 - SIDE_SPACE) / need));
  const single = count <= ROWS_A_COLUMN ? 1 : 2;
  const wanted = aspect > 2.4 ? Math.min(3, Math.ceil(count / 4)) : single;
  const columns = Math.max(1, Math.min(fits, wanted));
  const capacity = Math.min(MOST_ROWS, columns * ROWS_A_COLUMN);
  const pages = Math.max(1, Math.ceil(count / capacity));
  return { columns, perPage: Math.max(1, Math.ceil(count / pages)), pages };
}

/**
 * Columns and rows for cards of at least `width` × `height` vh; one page holds what fits between header and heads.
 *
 * @param {{ count: number, aspect: number, width: number, height: number, space?: number }} cards
 * @returns {{columns: number, rows: number, perPage: number, pages: number}}
 */
export function layoutCards({ count, aspect, width, height, space = 68 }) {
  const most = Math.max(1, Math.floor((aspect * 100 - SIDE_SPACE) / width));
  const deepest = Math.max(1, Math.floor(space / height));
  const pages = Math.max(1, Math.ceil(count / (most * deepest)));
  const even = Math.max(1, Math.ceil(count / pages));
  const rows = Math.min(deepest, Math.ceil(even / most));
  const columns = Math.ceil(even / rows);
  return { columns, rows, perPage: columns * rows, pages };
}

const MOST_LINES = 6;

/**
 * How many lines of text a page holds.
 *
 * @param {number} count
 * @returns {{perPage: number, pages: number}} pages are as even as can be
 */
export function layoutLines(count) {
  const pages = Math.max(1, Math.ceil(count / MOST_LINES));
  return { perPage: Math.max(1, Math.ceil(count / pages)), pages };
}

/**
 * The rows of page `page`.
 *
 * @template T
 * @param {T[]} rows
 * @param {number} page
 * @param {number} perPage
 */
export function pageOf(rows, page, perPage) {
  return rows.slice(page * perPage, (page + 1) * perPage);
}

/**
 * How each team's rank differs from the last ranking that was shown: {team: places won (+) or lost (−)}.
 *
 * @param {Pick<RankPart, "team" | "rank">[]} before
 * @param {Pick<RankPart, "team" | "rank">[]} now
 * @returns {Record<string, number>}
 */
export function rankChanges(before, now) {
  const old = new Map(before.map(({ team, rank }) => [team, rank]));
  return Object.fromEntries(now.map(({ team, rank }) => [team, (old.get(team) ?? rank) - rank]));
}

/** The least size of anything on the screen, in vh. */
export const LEAST = 3.6;
/** How far a name is condensed before it is made smaller, and how far at the least size. */
const NARROWEST = 0.6;
const LAST_RESORT = 0.4;

/**
 * How a line that needs `need` at `size` vh is fitted into `have`: condensed first, then smaller down to LEAST, then
 * condensed again.
 *
 * @param {{ need: number, have: number, size: number }} line
 */
export function squeeze({ need, have, size }) {
  const share = Math.min(1, have / Math.max(1, need));
  const smaller = Math.max(LEAST, Math.min(size, (size * share) / NARROWEST));
  return { size: smaller, narrow: Math.max(LAST_RESORT, Math.min(1, (share * size) / smaller)) };
}

/**
 * True where a line of `length` em stays legible in `width` vh.
 *
 * @param {number} length
 * @param {number} width
 */
export function holdsLine(length, width) {
  return length * LEAST * NARROWEST <= width;
}
