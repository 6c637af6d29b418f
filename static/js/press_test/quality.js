/** How well a station can be timed, from what its press rests on. */

/** A press is known to ± this many ms in a good hall; the collection window is not much longer than the second. */
const GOOD_MS = 25;
const FAIR_MS = 60;

/** "good" · "fair" · "doubtful" for an uncertainty of ± `uncertainty` ms; "unknown" before the first press. */
export function quality(uncertainty) {
  if (uncertainty === null || uncertainty === undefined) return "unknown";
  if (uncertainty <= GOOD_MS) return "good";
  return uncertainty <= FAIR_MS ? "fair" : "doubtful";
}

/**
 * How well the press `last` could be timed: as `quality`, but "unmeasured" where the server does not know the way yet,
 * and at best "doubtful" where the way is longer than it believes.
 */
export function verdict(last) {
  if (!last) return "unknown";
  if (last.rtt === null) return "unmeasured";
  return last.slow ? "doubtful" : quality(last.uncertainty);
}

/** The rows of the table: those of the test that runs by the order of their presses, then the others as they stand. */
export function inOrder(rows) {
  const placed = rows
    .filter((row) => row.current && row.last.after !== null)
    .sort((a, b) => a.last.after - b.last.after);
  const others = rows.filter((row) => !placed.includes(row)).map((row) => ({ ...row, place: 0 }));
  return [...placed.map((row, index) => ({ ...row, place: index + 1 })), ...others];
}

/** The last press of `team`, whether it belongs to the test that runs, and how many presses it gave in all. */
export function pressesOf(results, team) {
  const own = (result) => result.state === "pressed" && result.team === team;
  const last = results.findLastIndex(own);
  const started = results.findLastIndex((result) => result.state === "started");
  return { count: results.filter(own).length, last: results[last] ?? null, current: last > started };
}
