/** The press test on a tablet: it comes by the host's start and leaves when a round begins, or after a while. */

import { NO_TRIAL, TRIAL_MS, afterEvent } from "./trial_state.js";
import { live } from "../lib/live.js";
import { useEffect, useReducer } from "/static/vendor/preact.js";

/** The test as a hook: `[trial, pressed(key)]`. */
export function useTrial(allowed) {
  const [trial, tell] = useReducer((old, event) => afterEvent(old, event, Date.now()), NO_TRIAL);
  useEffect(
    () => live.on("press.test", (said) => tell(said.state === "started" ? { started: true } : { pressed: said })),
    [],
  );
  useEffect(() => {
    if (!allowed) tell({ over: true });
  }, [allowed]);
  useEffect(() => {
    const timer = trial.at !== null && setTimeout(() => tell({ over: true }), TRIAL_MS);
    return () => clearTimeout(timer);
  }, [trial.at]);
  return [trial, (press) => tell({ press })];
}
