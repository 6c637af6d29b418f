/** What the effect of a correction depends on. */

/**
 * Changes with a score, a rank or the lock, not with every press: when it does, the server is asked again.
 *
 * @param {DeskView | null} view
 */
export const standing = (view) =>
  JSON.stringify([view?.locked, view?.ranking.map(({ team, rank, score }) => [team, rank, score])]);
