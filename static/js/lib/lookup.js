/** Finding things in a view. */

/**
 * The team with this id, or null.
 *
 * @param {Pick<View, "teams"> | null} view
 * @param {string | null | undefined} id
 */
export function teamOf(view, id) {
  return view?.teams.find((team) => team.id === id) ?? null;
}

/**
 * The team with this id, where the view is known to have it.
 *
 * @param {Pick<View, "teams">} view
 * @param {string | null} id
 */
export const knownTeam = (view, id) => /** @type {TeamPart} */ (teamOf(view, id));

/**
 * The team that answers now, else the team whose turn it is; null where all teams play.
 *
 * @param {View} view
 */
export function activeTeam(view) {
  const { item } = view;
  return item ? teamOf(view, item.answering ?? item.delegate ?? item.team) : null;
}

/**
 * Teams in the order of their stations.
 *
 * @param {View} view
 */
export function byStation(view) {
  return [...view.teams].sort((a, b) => a.station - b.station || a.id.localeCompare(b.id));
}

/**
 * A team's members on their seats, reserves left out.
 *
 * @param {TeamPart} team
 */
export function seated(team) {
  return team.members.filter((member) => member.seat > 0);
}
