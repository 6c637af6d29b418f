/** One action as a key to press: enabled, busy, or disabled with its reason in sight. */

import { actionLabel, whyNot } from "/static/js/desk/actions.js";
import { releaseFocus } from "/static/js/lib/dom.js";
import { t } from "/static/js/lib/words.js";
import { html, useRef } from "/static/vendor/preact.js";

let count = 0;

/**
 * A button for one action.  It stays focusable while disabled, so that its reason can be read, also by a screen reader.
 * `ask(action, fields)` is called where the person must fill something in; `give` where nothing is missing.
 *
 * @param {{
 *   action: ActionPart,
 *   view: DeskView,
 *   desk: Desk,
 *   label?: string,
 *   hint?: string,
 *   fields?: Record<string, unknown>,
 *   look?: string,
 *   tip?: string,
 * }} props
 */
export function ActionKey({ action, view, desk, label, hint, fields, look = "", tip = "below" }) {
  const id = useRef(`why-${++count}`);
  const why = whyNot(action);
  const busy = desk.commands.busy !== null;
  const sending = desk.commands.slow === action.id;
  /** @param {ElementEvent<MouseEvent, HTMLElement>} event */
  const press = (event) => {
    releaseFocus(event);
    if (!action.enabled || busy) return;
    desk.use(action, fields);
  };
  return html`<span class=${`action ${why ? "action-off" : ""} ${look}`}>
    <button
      type="button"
      class="key"
      aria-disabled=${why || busy ? "true" : "false"}
      aria-describedby=${why ? id.current : undefined}
      title=${why || undefined}
      data-action=${action.id}
      onClick=${press}
    >
      <span class="key-label" role=${sending ? "status" : undefined}>${sending ? t("host.sending") : (label ?? actionLabel(action, view))}</span>
      ${hint && html`<kbd aria-hidden="true">${hint}</kbd>`}
    </button>
    ${why && html`<small id=${id.current} class=${tip === "below" ? "why" : "visually-hidden"}>${why}</small>`}
  </span>`;
}
