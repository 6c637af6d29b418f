/** What the forms in dialogs share: a command sent from a form, and the two buttons at its foot. */

import { t } from "/static/js/lib/words.js";
import { html, useState } from "/static/vendor/preact.js";

/**
 * Send commands from a dialog: it closes when the server kept one; a refusal is shown in it and keeps what was typed.
 *
 * @param {Commands} commands
 * @param {() => void} onClose
 */
export function useSubmit(commands, onClose) {
  const [error, setError] = useState(/** @type {CommandError | null} */ (null));
  /** @type {(action: ActionPart, fields?: Record<string, unknown>, reason?: string) => Promise<void>} */
  const submit = async (action, fields = {}, reason = "") => {
    const kept = await commands.send(action, fields, reason.trim(), { quiet: true });
    if (kept === true) onClose();
    else setError(kept);
  };
  return { error, submit, forget: () => setError(null) };
}

/**
 * The way out of a form, and the button that sends it; `off` while it may not be sent.
 *
 * @param {{ onCancel: () => void, off: boolean, cancel?: string, confirm?: string }} props
 */
export function FormKeys({ onCancel, off, cancel = t("host.cancel"), confirm = t("host.confirm") }) {
  return html`<div class="form-keys">
    <button type="button" class="key" onClick=${onCancel}>${cancel}</button>
    <button type="submit" class="key key-strong" disabled=${off}>${confirm}</button>
  </div>`;
}
