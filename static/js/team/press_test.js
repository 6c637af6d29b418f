/**
 * The press test on a tablet: it appears when the host starts it and goes when the match is opened or a round
 * begins, or after a while.
 */

import { live } from "/static/js/lib/live.js";
import { afterEvent, NO_PRESS_TEST, PRESS_TEST_MS } from "/static/js/team/press_test_state.js";
import { useEffect, useReducer } from "/static/vendor/preact.js";

/**
 * @typedef {import("/static/js/team/press_test_state.js").PressTestState} PressTestState
 * @typedef {import("/static/js/team/press_test_state.js").PressTestEvent} PressTestEvent
 */

/**
 * The test as a hook: `[pressTest, pressed(key)]`.
 *
 * @param {{ test: boolean, phase: string }} match
 */
export function usePressTest({ test, phase }) {
  const [pressTest, tell] = useReducer(
    /** @type {(old: PressTestState, event: PressTestEvent) => PressTestState} */
    (old, event) => afterEvent(old, event, Date.now()),
    NO_PRESS_TEST,
  );
  useEffect(
    () => live.on("press.test", (said) => tell(said.state === "started" ? { started: phase } : { pressed: said })),
    [phase],
  );
  useEffect(() => {
    tell({ over: true });
  }, [test, phase]);
  useEffect(() => {
    const timer = pressTest.at === null ? undefined : setTimeout(() => tell({ over: true }), PRESS_TEST_MS);
    return () => clearTimeout(timer);
  }, [pressTest.at]);
  return /** @type {const} */ ([pressTest, (/** @type {string} */ press) => tell({ press })]);
}
