/**
 * The ranking that this screen showed last, so that the next one can be seen to move; it survives a reload.
 *
 * @param {string} match
 */

const name = (match) => `ranking:${match}`;

/** @typedef {Pick<RankPart, "team" | "rank" | "score"> & { tied?: boolean }} ShownRank */

/**
 * Rows as they were shown last: empty at first.
 *
 * @param {string} match
 * @returns {ShownRank[]}
 */
export function lastRanking(match) {
  try {
    return JSON.parse(sessionStorage.getItem(name(match)) ?? "[]");
  } catch {
    return [];
  }
}

/**
 * Remember what is shown now.
 *
 * @param {string} match
 * @param {ShownRank[]} rows
 */
export function rememberRanking(match, rows) {
  try {
    sessionStorage.setItem(name(match), JSON.stringify(rows.map(({ team, rank, score }) => ({ team, rank, score }))));
  } catch {
    // Without storage the next ranking appears without movement; nothing else is lost.
  }
}
