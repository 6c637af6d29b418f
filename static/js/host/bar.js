/** The bar at the foot of the console: the primary action, what else this stage allows, and undo. */

import { ActionKey } from "/static/js/desk/action_key.js";
import { firstOf, ofKind } from "/static/js/desk/actions.js";
import { MoreDialog } from "/static/js/desk/more.js";
import { undo } from "/static/js/desk/undo.js";
import { blackOrBack } from "/static/js/host/black.js";
import { backOf } from "/static/js/host/keyboard.js";
import { PrimaryKey } from "/static/js/host/primary.js";
import { releaseFocus } from "/static/js/lib/dom.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

/** Actions beside the primary one, in this order; shown only while the server allows them. */
const NOW = [
  "press.arm",
  "reading.end",
  "press.lapse",
  "clock.start",
  "clock.pause",
  "clock.resume",
  "clue.reveal",
  "panel.open",
  "panel.lock",
  "item.present",
  "item.close",
  "round.end",
  "tieoff.begin",
  "tieoff.order",
  "tieoff.end",
];

/**
 * The hint of the key that does the same.
 *
 * @type {Record<string, string | undefined>}
 */
const HINTS = { "clock.pause": "P", "clock.resume": "P" };

/**
 * The bar.  `primary` comes from `usePrimary`.
 *
 * @param {{ view: DeskView, desk: Desk, primary: import("/static/js/host/primary.js").Primary }} props
 */
export function Bar({ view, desk, primary }) {
  const now = NOW.flatMap((kind) => ofKind(view, kind)).filter((action) => action.enabled && action !== primary.action);
  const black = blackOrBack(view);
  const step = firstOf(view, "undo");
  const back = backOf(view);
  return html`<footer class=${now.length > 0 || back ? "bar bar-full" : "bar"}>
    <${PrimaryKey} view=${view} desk=${desk} primary=${primary} />
    <div class="bar-now">
      ${now.map((action) => html`<${ActionKey} key=${action.id} action=${action} view=${view} desk=${desk} hint=${HINTS[action.command.kind]} />`)}
      ${back && html`<${ActionKey} action=${back} view=${view} desk=${desk} />`}
    </div>
    <div class="bar-always">
      ${step && html`<${UndoKey} view=${view} desk=${desk} action=${step} />`}
      ${black && html`<${ActionKey} action=${black} view=${view} desk=${desk} label=${t("host.scene.black")} hint="B" tip="title" look=${view.scene === "black" ? "pressed" : ""} />`}
      <button type="button" class="key" onClick=${() => desk.show(MoreDialog)}>${t("host.more.key")}</button>
    </div>
  </footer>`;
}

/** @param {{ view: DeskView, desk: Desk, action: ActionPart }} props */
function UndoKey({ view, desk, action }) {
  /** @param {ElementEvent<MouseEvent, HTMLElement>} event */
  const click = (event) => {
    releaseFocus(event);
    undo(view, desk);
  };
  return html`<button type="button" class="key" title=${action.enabled ? undefined : action.why_text} onClick=${click}>
    <span class="key-label">${t("host.undo.key")}</span><kbd aria-hidden="true">U</kbd>
  </button>`;
}
