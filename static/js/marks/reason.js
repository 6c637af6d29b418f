/** A reason for what may not be done without one: 回避 before any mark, 申请更正 after the lock. */

import { Dialog } from "/static/js/desk/dialog.js";
import { FormKeys } from "/static/js/desk/form.js";
import { onValue } from "/static/js/lib/dom.js";
import { t } from "/static/js/lib/words.js";
import { html, useState } from "/static/vendor/preact.js";

const USUAL = { recuse: ["unit", "superior", "relative", "other"], ask: ["subject", "key", "sum"] };

/**
 * `about` is "recuse" or "ask", `words` the area with its words; the usual reasons need no keyboard.
 *
 * @param {{ about: keyof typeof USUAL, words: string, onGive: (reason: string) => void, onClose: () => void }} props
 */
export function ReasonDialog({ about, words, onGive, onClose }) {
  const [reason, setReason] = useState("");
  /** @param {Event} event */
  const submit = (event) => {
    event.preventDefault();
    if (reason.trim()) onGive(reason.trim());
  };
  return html`<${Dialog} title=${t(`${words}.${about}`)} onClose=${onClose}>
    <form class="form marks-reason" onSubmit=${submit}>
      <p>${t(`${words}.${about}_means`)}</p>
      <div class="marks-usual">
        ${USUAL[about].map((why) => {
          const text = t(`${words}.why.${why}`);
          return html`<button type="button" key=${why} class="key" aria-pressed=${reason === text ? "true" : "false"} onClick=${() => setReason(text)}>${text}</button>`;
        })}
      </div>
      <label class="line"><span>${t("host.field.reason")}</span><input value=${reason} maxlength="300" onInput=${onValue(setReason)} /></label>
      <${FormKeys} onCancel=${onClose} off=${reason.trim() === ""} />
    </form>
  <//>`;
}
