/** How rows fill a wide or a narrow screen and stay large enough.  Pure. */

import { widthInEm } from "/static/js/lib/text.js";

const MOST_ROWS = 12;
const ROWS_A_COLUMN = 8;
const SIDE_SPACE = 16;
/** So many signs stand on one line in a list; a longer name takes two. */
const ONE_LINE_SIGNS = 9;

/**
 * Columns and rows a page for a list.
 *
 * @param {{
 *   count: number,
 *   aspect: number,
 *   longest: number,
 *   fixed?: number,
 *   size?: number,
 *   name?: number,
 *   rows?: number,
 * }} list `aspect` width by height
 *   of the wall; `longest` name in em; `fixed` width in vh of all but the name; `size` of the name in vh,
 *   `name` what it needs; `rows` of a column at most
 * @returns {{columns: number, perPage: number, pages: number}} pages are as even as can be
 */
export function layoutRows({
  count,
  aspect,
  longest,
  fixed = 46,
  size = 6,
  name = nameWidth(longest, size),
  rows = ROWS_A_COLUMN,
}) {
  const need = fixed + name;
  const fits = Math.max(1, Math.floor((aspect * 100 - SIDE_SPACE) / need));
  const single = count <= ROWS_A_COLUMN ? 1 : 2;
  const wanted = aspect > 2.4 ? Math.min(3, Math.ceil(count / 4)) : single;
  const columns = Math.max(1, Math.min(fits, wanted));
  const capacity = Math.min(MOST_ROWS, columns * rows);
  const pages = Math.max(1, Math.ceil(count / capacity));
  return { columns, perPage: Math.max(1, Math.ceil(count / pages)), pages };
}

/**
 * What a list allows for its longest name, in vh: one line, made a little smaller, or two.
 *
 * @param {number} longest in em
 * @param {number} size of the name in vh
 */
export function nameWidth(longest, size = 6) {
  return longest <= ONE_LINE_SIGNS
    ? longest * size * 0.8
    : Math.max(ONE_LINE_SIGNS, longest * HALF + 1) * size * TWO_LINES;
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

const NARROWEST_SCORE = 18;

/**
 * How wide a column of scores is in vh, however they roll: a name beside it is fitted once, before they do.
 *
 * @param {string[]} scores all that the column shows, before a change and after it
 * @param {number} size of the figures in vh
 */
export function scoreColumn(scores, size = 8.4) {
  return Math.max(NARROWEST_SCORE, ...scores.map((score) => widthInEm(score) * size));
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
/** How far a name is condensed: more would change the shapes of its signs. */
const NARROWEST = 0.88;
/** How small a name gets on one line, beside the size of its place, before it takes two. */
const ONE_LINE = 0.72;
/** The largest size on two lines, beside that on one: both have the height of one. */
const TWO_LINES = 0.66;
/** The longer of two lines, by the length of the whole. */
const HALF = 0.58;

/**
 * How a text that needs `need` on one line at `size` vh is fitted into `have`: a little condensed, then smaller, then on
 * two lines where `most` allows it.
 *
 * @param {{ need: number, have: number, size: number, most?: 1 | 2 }} line
 * @returns {{ size: number, narrow: number, lines: number }} `size` in vh, not below LEAST; `narrow`: its width by its
 *   natural width, below NARROWEST only where nothing else is left
 */
export function squeeze({ need, have, size, most = 2 }) {
  const share = have / Math.max(1, need);
  const one = fitted(share, size, size);
  if (most === 1 || (one.size >= size * ONE_LINE && one.narrow > NARROWEST - 0.001)) return { ...one, lines: 1 };
  const two = fitted(share / HALF, size, size * TWO_LINES);
  return two.size > one.size || two.narrow > one.narrow ? { ...two, lines: 2 } : { ...one, lines: 1 };
}

/**
 * @param {number} share the part of the text at `size` that there is room for
 * @param {number} size
 * @param {number} largest
 */
function fitted(share, size, largest) {
  const chosen = Math.max(LEAST, Math.min(largest, (size * share) / NARROWEST));
  return { size: chosen, narrow: Math.min(1, (share * size) / chosen) };
}

/** A sign of an award beside a name, what it has around it, and the widest it gets, in vh. */
const AWARD_BESIDE = 4.6;
const AROUND = 7;
const WIDEST_AWARD = 42;

/**
 * Where a team's award stands in the ranking: beside its name, under a name of one line, or below a name of two lines,
 * which takes a taller row.
 *
 * @param {{ columns: number, aspect: number, longest: number, fixed: number, award: number }} list `longest` name and
 *   `award` in em; `fixed` width in vh of all but the name
 * @returns {"beside" | "under" | "below"}
 */
export function awardPlace({ columns, aspect, longest, fixed, award }) {
  if (award === 0) return "beside";
  if (columns > 1) return "under";
  const room = aspect * 100 - SIDE_SPACE - fixed;
  if (holdsLine(longest, room - Math.min(WIDEST_AWARD, award * AWARD_BESIDE + AROUND))) return "beside";
  return longest * LEAST * NARROWEST <= room ? "under" : "below";
}

/**
 * True where a name of `length` em stays legible in `width` vh, on two lines.
 *
 * @param {number} length
 * @param {number} width
 */
export function holdsLine(length, width) {
  return length * HALF * LEAST * NARROWEST <= width;
}

/** From so many rows on, and with a name of so many em, the list beside the one that is called has the wider place. */
const MANY_ROWS = 6;
const LONG_NAME = 11;

/**
 * Whether the list of those who were called before needs more room than the name that is called now: that name is the
 * larger one, and breaks in a narrow place.
 *
 * @param {string[]} names
 */
export const wantsTheWiderPlace = (names) =>
  names.length >= MANY_ROWS && names.some((name) => widthInEm(name) >= LONG_NAME);
