/** The values of a form's fields.  Pure. */

/** Fields that choose among the members of the chosen team, or what goes with it. */
const OF_TEAM = new Set(["member", "out", "into", "other"]);

/**
 * The values with one of them changed.  Another team takes back the members chosen before: its list does not show
 * them, so they must not be sent.
 *
 * @param {Record<string, any>} values
 * @param {string} name
 * @param {unknown} value
 * @returns {Record<string, any>}
 */
export function withValue(values, name, value) {
  const other = name === "team" && values.team !== value;
  const kept = other ? Object.entries(values).filter(([field]) => !OF_TEAM.has(field)) : Object.entries(values);
  return { ...Object.fromEntries(kept), [name]: value };
}
