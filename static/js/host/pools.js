/** The questions of the running round and the spares: what is left, and choosing one of them to put. */

import { firstOf, whyNot } from "/static/js/desk/actions.js";
import { Dialog } from "/static/js/desk/dialog.js";
import { Choices, questionLine } from "/static/js/desk/fields.js";
import { FormKeys, useSubmit } from "/static/js/desk/form.js";
import { teamName } from "/static/js/desk/format.js";
import { Refusal } from "/static/js/desk/notice.js";
import { cls } from "/static/js/lib/dom.js";
import { t } from "/static/js/lib/words.js";
import { html, useState } from "/static/vendor/preact.js";

/**
 * The pool with a filter for what is still free; a question that may be put now is a button.
 *
 * @param {{ view: DeskView, desk: Desk }} props
 */
export function Pools({ view, desk }) {
  const [all, setAll] = useState(false);
  const action = firstOf(view, "item.present");
  const lines = view.pool.filter((q) => all || !q.used);
  const spares = view.spares.filter((q) => !q.used);
  return html`<div class="pools">
    <p class="pools-head">
      <span>${t("host.pool.left", { left: view.pool.filter((q) => !q.used).length, total: view.pool.length, spares: spares.length })}</span>
      <label><input type="checkbox" checked=${all} onChange=${() => setAll(!all)} /> ${t("host.pool.show_used")}</label>
    </p>
    ${action && whyNot(action) && html`<p class="hint">${whyNot(action)}</p>`}
    <ul class="pool">
      ${lines.map((q) => html`<${PoolLine} key=${q.id} q=${q} action=${action} desk=${desk} />`)}
    </ul>
    ${lines.length === 0 && html`<p class="quiet">${t("host.pool.empty")}</p>`}
  </div>`;
}

/** @param {{ q: PoolPart, action: ActionPart | undefined, desk: Desk }} props */
function PoolLine({ q, action, desk }) {
  const text = html`<b>${q.no}</b><span class="tag">${t(`host.type.${q.type}`)}</span>
    ${q.stake && html`<span class="tag">${t("host.stake_points", { points: q.stake })}</span>`}<span class="pool-stem">${q.stem}</span>`;
  const may = action?.enabled && !q.used;
  return html`<li class=${cls(q.used && "used")}>
    ${may ? html`<button type="button" onClick=${() => desk.show(PutDialog, { q })}>${text}</button>` : html`<div>${text}</div>`}
  </li>`;
}

/**
 * Put a chosen question, or the next, to the team whose turn it is or to another.
 *
 * @param {DialogProps & { q?: PoolPart | null, first?: string | null }} props
 */
export function PutDialog({ q = null, first = null, view, desk, onClose }) {
  const [team, setTeam] = useState(first ?? view.next_team ?? "");
  const { error, submit } = useSubmit(desk.commands, onClose);
  const action = firstOf(view, "item.present");
  /** @param {Event} event */
  const send = (event) => {
    event.preventDefault();
    const fields = { ...(q && { question: q.id }), ...(team && team !== view.next_team && { team }) };
    if (action) submit(action, fields);
  };
  return html`<${Dialog} title=${t("host.pool.put")} onClose=${onClose}>
    <form class="form" onSubmit=${send}>
      ${q && html`<p>${questionLine(q)}</p>`}
      ${
        view.next_team &&
        html`<${Choices}
        name="team"
        legend=${t("host.pool.for_team", { team: teamName(view, view.next_team) })}
        choices=${view.teams.filter((one) => !one.out).map((one) => [one.id, teamName(view, one.id)])}
        value=${team}
        set=${setTeam}
      />`
      }
      ${error && html`<${Refusal} error=${error} />`}
      <${FormKeys} onCancel=${onClose} off=${!action?.enabled} />
    </form>
  <//>`;
}
