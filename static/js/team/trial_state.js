/** What a tablet knows of the press test, and when the test has the screen.  Pure. */

/** A test that nobody presses in any more gives the screen back after this long. */
export const TRIAL_MS = 90_000;

export const NO_TRIAL = { at: null, mine: "", result: null };

/**
 * What the tablet knows of the test, after one more thing has happened at `now` (ms of this device).
 *
 * @param {{at: ?number, mine: string, result: ?object}} trial `at` the last sign of life; `mine` this device's press
 * @param {{started: true} | {press: string} | {pressed: object} | {over: true}} event
 */
export function afterEvent(trial, event, now) {
  if (event.started) return { ...NO_TRIAL, at: now };
  if (event.over || trial.at === null) return NO_TRIAL;
  if (event.press) return { at: now, mine: event.press, result: null };
  return event.pressed?.press === trial.mine ? { ...trial, result: event.pressed } : trial;
}

/** True while the test has the screen: only where a press counts for nothing, and not for ever. */
export const trialShown = (view, trial, now) => view.match.test && trial.at !== null && now - trial.at < TRIAL_MS;
