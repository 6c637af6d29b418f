/** What is being answered on this device: kept before anything else, sent by itself, once. */

import { live } from "../lib/live.js";
import { keep, keepsake } from "../lib/store.js";
import { useEffect, useRef, useState } from "/static/vendor/preact.js";

const SEND_AFTER_TAP = 150;
const SEND_AFTER_TYPING = 700;

const nameOf = (view) => `draft:${view.match.id}:${view.me.team}`;

/** An empty answer for a question: one text a blank, else nothing chosen. */
function emptyFor(question) {
  if (question?.type === "fill") return Array.from({ length: question.blanks || 1 }, () => "");
  return question?.type === "short" ? [""] : [];
}

/**
 * The answer to the current item as a hook.
 *
 * @returns {{answer: string[], saved: boolean, change: (answer: string[], typed?: boolean) => void,
 *   finish: () => void, error: ?Error}}
 */
export function useDraft(view) {
  const { item, me } = view;
  const question = item.question;
  const [state, setState] = useState({ answer: me.answer ?? emptyFor(question), saved: false });
  const [error, setError] = useState(null);
  const timer = useRef();
  const touched = useRef(false);

  useEffect(() => {
    let gone = false;
    keepsake(nameOf(view)).then((kept) => {
      if (gone || touched.current || kept?.item !== item.no || kept?.question !== question?.id) return;
      setState({ answer: kept.answer, saved: true });
      if (JSON.stringify(kept.answer) !== JSON.stringify(me.answer)) send(kept.answer, false);
    });
    return () => {
      gone = true;
      clearTimeout(timer.current);
    };
  }, [item.no, question?.id]);

  function send(answer, final) {
    clearTimeout(timer.current);
    setError(null);
    const command = { kind: "answer.submit", team: me.team, answer, final, item: item.no, question: question?.id };
    live.command(command).catch((refused) => refused.code !== "superseded" && setError(refused));
  }

  function change(answer, typed = false) {
    touched.current = true;
    setState({ answer, saved: false });
    keep(nameOf(view), { item: item.no, question: question?.id, answer }).then(() => {
      setState((now) => (now.answer === answer ? { answer, saved: true } : now));
    });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => send(answer, false), typed ? SEND_AFTER_TYPING : SEND_AFTER_TAP);
  }

  return { ...state, error, change, finish: () => send(state.answer, true) };
}
