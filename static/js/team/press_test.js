/** The press test on a tablet: it comes by the host's start and leaves when a round begins, or after a while. */

import { live } from "/static/js/lib/live.js";
import { afterEvent, NO_PRESS_TEST, PRESS_TEST_MS } from "/static/js/team/press_test_state.js";
import { useEffect, useReducer } from "/static/vendor/preact.js";

/** The test as a hook: `[pressTest, pressed(key)]`. */
export function usePressTest(allowed) {
  const [pressTest, tell] = useReducer((old, event) => afterEvent(old, event, Date.now()), NO_PRESS_TEST);
  useEffect(
    () => live.on("press.test", (said) => tell(said.state === "started" ? { started: true } : { pressed: said })),
    [],
  );
  useEffect(() => {
    if (!allowed) tell({ over: true });
  }, [allowed]);
  useEffect(() => {
    const timer = pressTest.at !== null && setTimeout(() => tell({ over: true }), PRESS_TEST_MS);
    return () => clearTimeout(timer);
  }, [pressTest.at]);
  return [pressTest, (press) => tell({ press })];
}
