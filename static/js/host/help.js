/** The keys of the console, on one card. */

import { Dialog } from "/static/js/desk/dialog.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

/** @type {[what: string, keys: string[]][]} */
const KEYS = [
  ["next", ["Space", "Enter", "PageDown"]],
  ["verdict", ["1", "2", "3", "4"]],
  ["player", ["Q", "W", "E", "R", "T"]],
  ["pause", ["P"]],
  ["undo", ["U", "PageUp"]],
  ["black", ["B", "."]],
  ["more", ["M"]],
  ["help", ["?"]],
];

/**
 * The card of keys; a clicker's two keys are PageDown and PageUp.
 *
 * @param {DialogProps} props
 */
export function HelpDialog({ onClose }) {
  return html`<${Dialog} title=${t("host.help.title")} onClose=${onClose}>
    <dl class="help">
      ${KEYS.map(
        ([what, keys]) => html`<dt>${keys.map((key) => html`<kbd>${key}</kbd> `)}</dt>
          <dd>${t(`host.help.${what}`)}</dd>`,
      )}
    </dl>
    <p class="hint">${t("host.help.note")}</p>
  <//>`;
}
