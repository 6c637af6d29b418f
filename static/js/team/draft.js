/** What is being answered on this device: kept before anything else, sent by itself, once. */

import { loadFromDevice, saveOnDevice } from "/static/js/lib/device_store.js";
import { live } from "/static/js/lib/live.js";
import { remainingOf } from "/static/js/lib/time.js";
import { sendAfter } from "/static/js/team/states.js";
import { useEffect, useRef, useState } from "/static/vendor/preact.js";

/** @param {TeamView} view */
const nameOf = (view) => `draft:${view.match.id}:${view.me.team}`;

/**
 * An empty answer for a question: one text a blank, else nothing chosen.
 *
 * @param {QuestionPart | null} question
 */
function emptyFor(question) {
  if (question?.type === "fill") return Array.from({ length: question.blanks || 1 }, () => "");
  return question?.type === "short" ? [""] : [];
}

/**
 * @typedef {{
 *   item: number,
 *   question: string | undefined,
 *   answer: string[],
 * }} Kept an answer as this device keeps it
 */

/**
 * @param {Kept | null} kept
 * @param {WithItem<TeamView>} view
 */
const keptFor = (kept, { item }) =>
  kept?.item === item.no && kept?.question === item.question?.id ? kept.answer : null;

/**
 * What this device keeps as the answer to the current item; null while that is not known, or where there is none.
 *
 * @param {WithItem<TeamView>} view
 */
export function useKept(view) {
  const [kept, setKept] = useState(/** @type {Kept | null} */ (null));
  useEffect(() => {
    loadFromDevice(nameOf(view)).then(setKept);
  }, [view.item.no, view.item.question?.id]);
  return keptFor(kept, view);
}

/**
 * The answer to the current item as a hook.  An unsent change is sent by itself as soon as the clock allows it: a
 * change made in a pause is sent when the host goes on.
 *
 * @param {WithItem<TeamView>} view
 * @returns {{answer: string[], saved: boolean, change: (answer: string[], typed?: boolean) => void,
 *   finish: () => void, error: CommandError | null}}
 */
export function useDraft(view) {
  const { item, me, clock } = view;
  const question = item.question;
  const [state, setState] = useState({ answer: me.answer ?? emptyFor(question), saved: false, typed: false });
  const [error, setError] = useState(/** @type {CommandError | null} */ (null));
  const timer = useRef(/** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined));
  const touched = useRef(false);
  const owed = useRef(false);

  useEffect(() => {
    let gone = false;
    loadFromDevice(nameOf(view)).then((found) => {
      const kept = keptFor(found, view);
      if (gone || touched.current || !kept) return;
      hold(kept, false, JSON.stringify(kept) !== JSON.stringify(me.answer));
    });
    return () => {
      gone = true;
    };
  }, [item.no, question?.id]);

  useEffect(() => {
    if (!owed.current || clock?.state === "paused") return undefined;
    timer.current = setTimeout(() => send(state.answer, false), sendAfter(state.typed, remainingOf(clock, live.now())));
    return () => clearTimeout(timer.current);
  }, [state.answer, clock?.state, clock?.deadline, error]);

  /**
   * @param {string[]} answer
   * @param {boolean} final
   */
  function send(answer, final) {
    clearTimeout(timer.current);
    owed.current = false;
    setError(null);
    /** @type {SubmitAnswer} */
    const command = { kind: "answer.submit", team: me.team, answer, final, item: item.no, question: question?.id };
    live.command(command).catch((refused) => {
      if (refused.code === "clock-paused") owed.current = true;
      if (refused.code !== "superseded") setError(/** @type {CommandError} */ (refused));
    });
  }

  /**
   * @param {string[]} answer
   * @param {boolean} typed
   * @param {boolean} owes
   */
  function hold(answer, typed, owes) {
    owed.current = owes;
    setState({ answer, saved: false, typed });
    saveOnDevice(nameOf(view), { item: item.no, question: question?.id, answer }).then((saved) => {
      setState((now) => (now.answer === answer ? { ...now, saved } : now));
    });
  }

  /**
   * @param {string[]} answer
   * @param {boolean} [typed]
   */
  function change(answer, typed = false) {
    touched.current = true;
    hold(answer, typed, true);
  }

  return { answer: state.answer, saved: state.saved, error, change, finish: () => send(state.answer, true) };
}
