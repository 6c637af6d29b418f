/** What became of a command: done, with ten seconds to take it back, or refused, with what is safe and what to do. */

import { TAKE_BACK_MS } from "/static/js/desk/take_back.js";
import { t } from "/static/js/lib/words.js";
import { html, useEffect, useState } from "/static/vendor/preact.js";

/** @typedef {{ notice: import("/static/js/desk/commands.js").CommandNotice | null, onDismiss: () => void }} NoticeProps */

/**
 * A refusal in three sentences: what happened, what is safe, what to do next.
 *
 * @param {{ error: Partial<CommandError> }} props
 */
export function Refusal({ error }) {
  return html`<div class="refusal" role="alert">
    <strong>${error.message ?? error.code}</strong>
    ${error.safe && html`<span>${error.safe}</span>`}
    ${error.next && html`<span>${error.next}</span>`}
    <${Faults} error=${error} />
  </div>`;
}

/**
 * All faults of a faulty rule sheet with their places; nothing for any other error.
 *
 * @param {{ error: Partial<CommandError> }} props
 */
export function Faults({ error }) {
  const faults = /** @type {FaultLine[]} */ (error.fields?.faults ?? []);
  if (faults.length === 0) return null;
  return html`<ul class="faults">
    ${faults.map((fault, index) => html`<li key=${index}><code>${fault.place}</code> ${fault.text}</li>`)}
  </ul>`;
}

/**
 * What the last command did, with the key that takes it back; it goes by itself.  In the head of a wide desk, where it
 * covers nothing.
 *
 * @param {NoticeProps & { onUndo: () => void }} props
 */
export function DoneNotice({ notice, onUndo, onDismiss }) {
  const left = useSecondsLeft(notice?.until ?? null);
  useEffect(() => {
    if (notice?.until && left === 0) onDismiss();
  }, [left]);
  return html`<div class="done-place" role="status" aria-live="polite">
    ${
      notice?.kind === "done" &&
      html`<div class="toast toast-done" key=${notice.seq}>
      <span>${t("host.notice.done", { what: notice.label })}</span>
      ${notice.undoable && html`<button type="button" class="key key-small" onClick=${onUndo}>${t("host.notice.undo")} <kbd>U</kbd></button>`}
      <span class="toast-left" aria-hidden="true">${left}</span>
    </div>`
    }
  </div>`;
}

/**
 * Why the last command was refused; it stays until dismissed.
 *
 * @param {NoticeProps} props
 */
export function RefusedNotice({ notice, onDismiss }) {
  if (notice?.kind !== "refused") return null;
  return html`<div class="toast-place">
    <div class="toast toast-refused">
      <span>${t("host.notice.refused", { what: notice.label })}</span>
      <${Refusal} error=${notice.error} />
      <button type="button" class="icon-key" aria-label=${t("host.close")} onClick=${onDismiss}>✕</button>
    </div>
  </div>`;
}

/**
 * Whole seconds until `until` (local ms), counted down; null without one.
 *
 * @param {number | null} until
 */
function useSecondsLeft(until) {
  const count = () => (until === null ? null : Math.max(0, Math.ceil((until - Date.now()) / 1000)));
  const [left, setLeft] = useState(count);
  useEffect(() => {
    setLeft(count());
    if (until === null) return undefined;
    const timer = setInterval(() => setLeft(count()), 250);
    return () => clearInterval(timer);
  }, [until]);
  return until === null ? null : Math.min(left ?? TAKE_BACK_MS / 1000, TAKE_BACK_MS / 1000);
}
