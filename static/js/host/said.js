/** What the host says to the screens beside commands, and what the server refuses of it. */

import { releaseFocus } from "/static/js/lib/dom.js";
import { t } from "/static/js/lib/words.js";
import { html, useState } from "/static/vendor/preact.js";

/**
 * `say(data)` is what a key does that sends it by `send`; `problem`: why the last one was refused, null where it
 * was not.
 *
 * @template T
 * @param {(data: T) => Promise<any>} send
 */
export function useSaid(send) {
  const [problem, setProblem] = useState("");
  /** @param {T} data */
  const say = (data) => (/** @type {ElementEvent<MouseEvent, HTMLElement>} */ event) => {
    releaseFocus(event);
    send(data).then(
      ({ ok, error }) => setProblem(ok ? "" : error.message),
      () => setProblem(t("errors.no-answer.message")),
    );
  };
  return { say, problem: problem ? html`<p class="sound-problem" role="alert">${problem}</p>` : null };
}
