/** Sending commands: one at a time, each with its own key, with a notice to the person about its result. */

import { actionLabel } from "/static/js/desk/actions.js";
import { stepsOf } from "/static/js/desk/steps.js";
import { TAKE_BACK_MS } from "/static/js/desk/take_back.js";
import { live } from "/static/js/lib/live.js";
import { newKey } from "/static/js/lib/random_key.js";
import { useCallback, useRef, useState } from "/static/vendor/preact.js";

/** After this time without an answer the page shows that a command is under way, in ms. */
const SLOW_MS = 150;

/**
 * What became of the last command.
 *
 * @typedef {{ kind: "done", label: string, seq: number, until: number }
 *   | { kind: "refused", label: string, error: CommandError, until: null }} Outcome
 * @typedef {Outcome & { undoable: boolean }} CommandNotice
 */

/**
 * What a desk needs to send commands.
 *
 * `send(action, fields, reason)` resolves to true once the server kept it, else to the error; null where another one is
 * under way: a second key in the meantime does nothing.  `quiet` leaves a refusal to the caller, who shows it beside
 * what was typed.  `beside`: it neither waits for another one nor holds one up.  `action.seen` is the `last_step` of the view that the person acted on, else that of the newest view.
 * `busy` is the id of the action under way; `slow` the same once that has become noticeable.  `notice`
 * says what became of the last one; `dismiss` takes it away.
 *
 * @typedef {{
 *   send: (action: ActionPart & { seen?: number }, fields?: Record<string, unknown>, reason?: string, options?: { quiet?: boolean, beside?: boolean }) =>
 *     Promise<true | CommandError | null>,
 *   busy: string | null,
 *   slow: string | null,
 *   notice: CommandNotice | null,
 *   dismiss: () => void,
 * }} Commands
 */

/**
 * The commands of a desk as a hook.
 *
 * @param {DeskView} view
 * @returns {Commands}
 */
export function useCommands(view) {
  const [busy, setBusy] = useState(/** @type {string | null} */ (null));
  const [slow, setSlow] = useState(/** @type {string | null} */ (null));
  const [notice, setNotice] = useState(/** @type {Outcome | null} */ (null));
  const underWay = useRef(false);
  const latest = useRef(view);
  latest.current = view;

  const send = useCallback(
    /** @type {Commands["send"]} */
    async (action, fields = {}, reason = "", { quiet = false, beside = false } = {}) => {
      if (underWay.current && !beside) return null;
      if (!beside) {
        underWay.current = true;
        setBusy(action.id);
      }
      const told = setTimeout(() => beside || setSlow(action.id), SLOW_MS);
      const command = /** @type {Command} */ ({ ...action.command, ...fields });
      const seen = action.seen ?? latest.current.last_step;
      const label = actionLabel(action, latest.current, fields);
      try {
        const done = await live.command(command, { reason, key: newKey(), seen });
        setNotice({ kind: "done", label, seq: done.seq, until: Date.now() + TAKE_BACK_MS });
        return true;
      } catch (refused) {
        const error = /** @type {CommandError} */ (refused);
        if (!quiet) setNotice({ kind: "refused", label, error, until: null });
        return error;
      } finally {
        clearTimeout(told);
        if (!beside) {
          underWay.current = false;
          setSlow(null);
          setBusy(null);
        }
      }
    },
    [],
  );

  const undoable = notice?.kind === "done" && stepsOf(view).some((step) => step.seq === notice.seq);
  return {
    send,
    busy,
    slow,
    notice: notice && { ...notice, undoable },
    dismiss: useCallback(() => setNotice(null), []),
  };
}
