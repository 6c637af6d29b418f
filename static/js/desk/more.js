/** Everything the host may do, and what the host may not do with the reason, by subject. */

import { ActionKey } from "/static/js/desk/action_key.js";
import { Dialog } from "/static/js/desk/dialog.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

/** Groups of the server's list, in the order of the dialog; verdicts, stakes and scenes have their own places. */
const GROUPS = ["item", "flow", "clock", "press", "manage"];

/**
 * All actions by group.  A disabled one stays in its place with its reason.
 *
 * @param {DialogProps} props
 */
export function MoreDialog({ view, desk, onClose }) {
  return html`<${Dialog} title=${t("host.more.title")} onClose=${onClose} wide>
    <div class="more">
      ${GROUPS.map((group) => {
        const actions = view.actions.filter((action) => action.group === group && action.command.kind !== "undo");
        if (actions.length === 0) return null;
        return html`<section key=${group}>
          <h3>${t(`host.more.${group}`)}</h3>
          <div class="action-list">
            ${actions.map((action) => html`<${ActionKey} key=${action.id} action=${action} view=${view} desk=${desk} />`)}
          </div>
        </section>`;
      })}
    </div>
  <//>`;
}
