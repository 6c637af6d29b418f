/** How exactly a station can be timed, from the figures of its press. */

/** A press is known to ± this many ms on a good network; the second is near the length of the collection window. */
const GOOD_MS = 25;
const FAIR_MS = 60;

/**
 * "good" · "fair" · "doubtful" for an uncertainty of ± `uncertainty` ms; "unknown" before the first press.
 *
 * @param {number | null | undefined} uncertainty
 */
export function quality(uncertainty) {
  if (uncertainty === null || uncertainty === undefined) return "unknown";
  if (uncertainty <= GOOD_MS) return "good";
  return uncertainty <= FAIR_MS ? "fair" : "doubtful";
}

/**
 * How well the press `last` could be timed: as `quality`, but "unmeasured" where the server does not know the way yet,
 * and at best "doubtful" where the way is longer than it believes.
 *
 * @param {PressTestResult | null} last
 */
export function verdict(last) {
  if (!last) return "unknown";
  if (last.rtt === null) return "unmeasured";
  return last.slow ? "doubtful" : quality(last.uncertainty);
}

/**
 * The rows of the table: those of the test that runs by the order of their presses, then the others as they stand.
 *
 * @template {{ current: boolean, last: PressTestResult | null }} R
 * @param {R[]} rows
 * @returns {(R & { place: number })[]} `place` in the test that runs, from 1; 0 for the others
 */
export function inOrder(rows) {
  const placed = rows
    .filter((row) => row.current && row.last?.after !== null)
    .sort((a, b) => (a.last?.after ?? 0) - (b.last?.after ?? 0));
  const others = rows.filter((row) => !placed.includes(row)).map((row) => ({ ...row, place: 0 }));
  return [...placed.map((row, index) => ({ ...row, place: index + 1 })), ...others];
}

/**
 * The last press of `team`, whether it belongs to the test that runs, and how many presses it gave in all.
 *
 * @param {PressTestResult[]} results
 * @param {string} team
 */
export function pressesOf(results, team) {
  /** @param {PressTestResult} result */
  const own = (result) => result.state === "pressed" && result.team === team;
  const last = results.map(own).lastIndexOf(true);
  const started = results.map(({ state }) => state).lastIndexOf("started");
  return { count: results.filter(own).length, last: results[last] ?? null, current: last > started };
}
