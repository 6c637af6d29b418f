/** How the groups of a stage fill the pages of a screen.  Pure. */

/** Rows of one group on a page: no more are legible between the header and the heads of the hall. */
const MOST_ROWS = 7;
/** Matches on one page, in each column. */
const MOST_MATCHES = 6;
const SIDE_SPACE = 16;
/** Everything of a row but the name, in vh, and the size of a name on one line and on two. */
const FIXED = 46;
const ONE_LINE = 5.6;
const TWO_LINES = 4;
const ONE_LINE_SIGNS = 6;

/** @typedef {{ group: GroupPart, from: number, teams: StandingPart[] }} GroupCard */
/** @typedef {{ matches?: GroupPart[], cards: GroupCard[] }} HallPage */

/**
 * A group as cards of rows that fit: one, or as few as can be, as even as can be.
 *
 * @param {GroupPart} group
 * @returns {GroupCard[]}
 */
function cardsOf(group) {
  const count = Math.max(1, Math.ceil(group.teams.length / MOST_ROWS));
  const size = Math.ceil(group.teams.length / count) || 1;
  return Array.from({ length: count }, (_, no) => ({
    group,
    from: no * size,
    teams: group.teams.slice(no * size, (no + 1) * size),
  }));
}

/**
 * The pages: first the matches, where there is more than one, then the groups beside each other.
 *
 * @param {{ groups: GroupPart[], aspect: number, longest: number }} stage `aspect` width by height of the wall;
 *   `longest` name in em
 * @returns {{ pages: HallPage[], columns: number }}
 */
export function hallPages({ groups, aspect, longest }) {
  const name =
    longest <= ONE_LINE_SIGNS ? longest * ONE_LINE : Math.max(ONE_LINE_SIGNS * ONE_LINE, (longest / 2 + 1) * TWO_LINES);
  const columns = Math.max(1, Math.min(3, Math.floor((aspect * 100 - SIDE_SPACE) / (FIXED + name))));
  const cards = groups.flatMap(cardsOf);
  const played = groups.filter(({ no }) => no > 0); // the ranking of a written stage is no match
  const matches = played.length > 1 ? parts(played, Math.min(2, columns) * MOST_MATCHES) : [];
  return {
    columns: Math.min(columns, Math.max(1, cards.length)),
    pages: [
      ...matches.map((part) => ({ matches: part, cards: [] })),
      ...parts(cards, columns).map((part) => ({ cards: part })),
    ],
  };
}

/**
 * @template T
 * @param {T[]} rows
 * @param {number} most
 * @returns {T[][]} as even as can be
 */
function parts(rows, most) {
  const pages = Math.ceil(rows.length / most);
  const size = Math.ceil(rows.length / pages);
  return Array.from({ length: pages }, (_, no) => rows.slice(no * size, (no + 1) * size));
}
