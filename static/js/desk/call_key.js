/** A key that calls a judge whose mark sheet is missing; the tablet shows it without a sound. */

import { Refusal } from "/static/js/desk/notice.js";
import { live } from "/static/js/lib/live.js";
import { t } from "/static/js/lib/words.js";
import { html, useState } from "/static/vendor/preact.js";

/** @param {{ judge: Pick<PanelSeatPart, "judge" | "label"> }} props */
export function CallKey({ judge }) {
  const [said, setSaid] = useState(/** @type {{ error: Partial<CommandError> | null } | null} */ (null));
  const call = async () => {
    try {
      const answer = await live.emit("judge.call", { ticket: judge.judge });
      setSaid({ error: answer.ok ? null : { message: answer.error.message, next: answer.error.next } });
    } catch (error) {
      setSaid({ error: /** @type {CommandError} */ (error) });
    }
  };
  return html`<span class="marks-call">
    <button type="button" class="key" onClick=${call}>${t("chief.marks.call", { judge: judge.label })}</button>
    ${said?.error === null && html`<small role="status">${t("chief.marks.called")}</small>`}
    ${said?.error && html`<${Refusal} error=${said.error} />`}
  </span>`;
}
