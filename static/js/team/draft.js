/** What is being answered on this device: kept before anything else, sent by itself, once. */

import { loadFromDevice, saveOnDevice } from "/static/js/lib/device_store.js";
import { live } from "/static/js/lib/live.js";
import { remainingOf } from "/static/js/lib/time.js";
import { sendAfter } from "/static/js/team/states.js";
import { useEffect, useRef, useState } from "/static/vendor/preact.js";

const nameOf = (view) => `draft:${view.match.id}:${view.me.team}`;

/** An empty answer for a question: one text a blank, else nothing chosen. */
function emptyFor(question) {
  if (question?.type === "fill") return Array.from({ length: question.blanks || 1 }, () => "");
  return question?.type === "short" ? [""] : [];
}

const keptFor = (kept, { item }) =>
  kept?.item === item.no && kept?.question === item.question?.id ? kept.answer : null;

/** What this device keeps as the answer to the current item; null while that is not known, or where there is none. */
export function useKept(view) {
  const [kept, setKept] = useState(null);
  useEffect(() => {
    loadFromDevice(nameOf(view)).then(setKept);
  }, [view.item.no, view.item.question?.id]);
  return keptFor(kept, view);
}

/**
 * The answer to the current item as a hook.  What is owed to the server goes by itself as soon as the clock lets it:
 * what a pause has kept back goes when the host goes on.
 *
 * @returns {{answer: string[], saved: boolean, change: (answer: string[], typed?: boolean) => void,
 *   finish: () => void, error: ?Error}}
 */
export function useDraft(view) {
  const { item, me, clock } = view;
  const question = item.question;
  const [state, setState] = useState({ answer: me.answer ?? emptyFor(question), saved: false, typed: false });
  const [error, setError] = useState(null);
  const timer = useRef();
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

  function send(answer, final) {
    clearTimeout(timer.current);
    owed.current = false;
    setError(null);
    const command = { kind: "answer.submit", team: me.team, answer, final, item: item.no, question: question?.id };
    live.command(command).catch((refused) => {
      if (refused.code === "clock-paused") owed.current = true;
      if (refused.code !== "superseded") setError(refused);
    });
  }

  function hold(answer, typed, owes) {
    owed.current = owes;
    setState({ answer, saved: false, typed });
    saveOnDevice(nameOf(view), { item: item.no, question: question?.id, answer }).then((saved) => {
      setState((now) => (now.answer === answer ? { ...now, saved } : now));
    });
  }

  function change(answer, typed = false) {
    touched.current = true;
    hold(answer, typed, true);
  }

  return { answer: state.answer, saved: state.saved, error, change, finish: () => send(state.answer, true) };
}
