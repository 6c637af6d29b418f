/** What a tablet knows of the press test, and when the test has the screen.  Pure. */

/** A test that nobody presses in any more gives the screen back after this long. */
export const PRESS_TEST_MS = 90_000;

/**
 * `at` the last event; `mine` this device's press; `result` the server's result.
 *
 * @typedef {{ at: number | null, mine: string, result: PressTestResult | null }} PressTestState
 * @typedef {{ started?: true, over?: true, press?: string, pressed?: PressTestResult }} PressTestEvent one of these
 */

/**
 * What a tablet knows before the host has started a test.
 *
 * @type {PressTestState}
 */
export const NO_PRESS_TEST = { at: null, mine: "", result: null };

/**
 * What the tablet knows of the test, after one more thing has happened at `now` (ms of this device).
 *
 * @param {PressTestState} pressTest
 * @param {PressTestEvent} event
 * @param {number} now
 * @returns {PressTestState}
 */
export function afterEvent(pressTest, event, now) {
  if (event.started) return { ...NO_PRESS_TEST, at: now };
  if (event.over || pressTest.at === null) return NO_PRESS_TEST;
  if (event.press) return { at: now, mine: event.press, result: null };
  return event.pressed?.press === pressTest.mine ? { ...pressTest, result: event.pressed } : pressTest;
}

/**
 * True while the test has the screen: only where no press counts, and for a limited time.
 *
 * @param {TeamView} view
 * @param {PressTestState} pressTest
 * @param {number} now
 */
export const pressTestShown = (view, pressTest, now) =>
  view.match.test && pressTest.at !== null && now - pressTest.at < PRESS_TEST_MS;
