/** The places of a tie-off as the host chooses them, made into an order.  Pure. */

/**
 * The order that these places give, or why they give none.
 *
 * Places are counted as in a ranking: after two teams in place 2 the next is 4.
 *
 * @param {string[]} teams ids of the teams that need a place
 * @param {Record<string, number | undefined>} places from 1, by team
 * @returns {{ order: string[][], fault: null } | { order: null, fault: "incomplete" | "gap" }} groups of teams in one
 *   place, the best first; "incomplete" where a team has no place, "gap" where the places do not follow one another
 */
export function orderOf(teams, places) {
  if (teams.some((id) => places[id] === undefined)) return { order: null, fault: "incomplete" };
  const order = [];
  for (let before = 0; before < teams.length; ) {
    const group = teams.filter((id) => places[id] === before + 1);
    if (group.length === 0) return { order: null, fault: "gap" };
    order.push(group);
    before += group.length;
  }
  return { order, fault: null };
}
