/**
 * The stakes of a team, picked on its behalf where its tablet cannot: the stake, another team to answer where the rule
 * sheet allows that, or a pass.
 */

import { ActionKey } from "/static/js/desk/action_key.js";
import { ofKind } from "/static/js/desk/actions.js";
import { teamName } from "/static/js/desk/format.js";
import { onValue } from "/static/js/lib/dom.js";
import { t } from "/static/js/lib/words.js";
import { html, useState } from "/static/vendor/preact.js";

/**
 * The stake panel while a team is choosing.  Drawn anew for each item: whom one team names, the next has not named.
 *
 * @param {{ view: DeskView, desk: Desk }} props
 */
export function Stakes({ view, desk }) {
  const [delegate, setDelegate] = useState("");
  const actions = ofKind(view, "stake.choose");
  const chooser = view.item?.team;
  if (actions.length === 0) return null;
  return html`<section class="stakes" aria-label=${t("host.stakes.title")}>
    <h3>${t("host.stakes.for", { team: teamName(view, chooser) })}</h3>
    <div class="stake-keys">
      ${actions.map(
        (action) => html`<${ActionKey}
          key=${action.id}
          action=${action}
          view=${view}
          desk=${desk}
          fields=${{ item: view.item?.no, ...(delegate && action.command.stake && { delegate }) }}
          label=${action.command.stake ?? t("host.stake_pass")}
          look=${action.command.stake ? "stake" : "stake stake-pass"}
        />`,
      )}
    </div>
    ${
      view.delegates.length > 0 &&
      html`<label class="line">
      <span>${t("host.field.delegate")}</span>
      <select value=${delegate} onChange=${onValue(setDelegate)}>
        <option value="">${t("host.field.delegate_none")}</option>
        ${view.delegates.map((id) => html`<option key=${id} value=${id}>${teamName(view, id)}</option>`)}
      </select>
    </label>`
    }
  </section>`;
}
