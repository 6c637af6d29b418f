// Giving orders: one at a time, each with its own key, with a word to the person about what became of it.
import { useCallback, useRef, useState } from "/static/vendor/preact.js";
import { newKey } from "/static/js/lib/random_key.js";
import { live } from "/static/js/lib/live.js";
import { actionLabel } from "/static/js/desk/actions.js";
import { stepsOf } from "/static/js/desk/steps.js";

/** An order that is not answered within this time says that it is on its way, in ms. */
const SLOW_MS = 150;

/** How long the notice after a step offers to take it back, in ms. */
export const TAKE_BACK_MS = 10_000;

/**
 * What a desk needs to give commands.
 *
 * `give(action, fields, reason)` resolves to true once the server kept it, else to the error.  `busy` is the id of the
 * action under way: a second key in the meantime does nothing; `slow` is the same id once that has become noticeable.  `notice` says what became of the last one;
 * `quiet` leaves a refusal to the caller, who shows it beside what was typed.
 */
export function useCommands(view) {
  const [busy, setBusy] = useState(null);
  const [slow, setSlow] = useState(null);
  const [notice, setNotice] = useState(null);
  const underWay = useRef(false);
  const latest = useRef(view);
  latest.current = view;

  const give = useCallback(async (action, fields = {}, reason = "", { quiet = false } = {}) => {
    if (underWay.current) return null;
    underWay.current = true;
    setBusy(action.id);
    const told = setTimeout(() => setSlow(action.id), SLOW_MS);
    const command = { ...action.command, ...fields };
    const label = actionLabel(action, latest.current, fields);
    try {
      const done = await live.command(command, { reason, key: newKey() });
      setNotice({ kind: "done", label, seq: done.seq, until: Date.now() + TAKE_BACK_MS });
      return true;
    } catch (error) {
      if (!quiet) setNotice({ kind: "refused", label, error, until: null });
      return error;
    } finally {
      underWay.current = false;
      clearTimeout(told);
      setSlow(null);
      setBusy(null);
    }
  }, []);

  const undoable = notice?.kind === "done" && stepsOf(view).some((step) => step.seq === notice.seq);
  return {
    give,
    busy,
    slow,
    notice: notice && { ...notice, undoable },
    dismiss: useCallback(() => setNotice(null), []),
  };
}
