/** The ranking that this screen showed last, so that the next one can be seen to move; it survives a reload. */

const name = (match) => `ranking:${match}`;

/** Rows as they were shown last: [{team, rank, score}], empty at first. */
export function lastRanking(match) {
  try {
    return JSON.parse(sessionStorage.getItem(name(match))) ?? [];
  } catch {
    return [];
  }
}

/** Remember what is shown now. */
export function rememberRanking(match, rows) {
  try {
    sessionStorage.setItem(name(match), JSON.stringify(rows.map(({ team, rank, score }) => ({ team, rank, score }))));
  } catch {
    // Without storage the next ranking appears without movement; nothing else is lost.
  }
}
