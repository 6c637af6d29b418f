/** What a tablet knows of the press test, and when the test has the screen.  Pure. */

/** A test that nobody presses in any more gives the screen back after this long. */
export const PRESS_TEST_MS = 90_000;

/**
 * `at` the last event; `phase` that of the match in which the test was started, with which it ends; `mine` this
 * device's press; `result` the server's result.
 *
 * @typedef {{ at: number | null, phase: string, mine: string, result: PressTestResult | null }} PressTestState
 * @typedef {{ started?: string, over?: true, press?: string, pressed?: PressTestResult }} PressTestEvent one of these;
 * `started`: the match's phase
 */

/**
 * What a tablet knows before the host has started a test.
 *
 * @type {PressTestState}
 */
export const NO_PRESS_TEST = { at: null, phase: "", mine: "", result: null };

/**
 * What the tablet knows of the test, after one more thing has happened at `now` (ms of this device).
 *
 * @param {PressTestState} pressTest
 * @param {PressTestEvent} event
 * @param {number} now
 * @returns {PressTestState}
 */
export function afterEvent(pressTest, event, now) {
  if (event.started) return { ...NO_PRESS_TEST, at: now, phase: event.started };
  if (event.over || pressTest.at === null) return NO_PRESS_TEST;
  if (event.press) return { ...pressTest, at: now, mine: event.press, result: null };
  return event.pressed?.press === pressTest.mine ? { ...pressTest, result: event.pressed } : pressTest;
}

/**
 * True while the test has the screen: only where no press counts, in the phase of its start, and for a limited time.
 *
 * @param {TeamView} view
 * @param {PressTestState} pressTest
 * @param {number} now
 */
export const pressTestShown = (view, pressTest, now) =>
  view.match.test &&
  view.match.phase === pressTest.phase &&
  pressTest.at !== null &&
  now - pressTest.at < PRESS_TEST_MS;
