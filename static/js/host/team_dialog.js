/** Everything that can be done for one team: mostly for the moment when its tablet fails. */

import { ActionKey } from "/static/js/desk/action_key.js";
import { firstOf, offer } from "/static/js/desk/actions.js";
import { Dialog } from "/static/js/desk/dialog.js";
import { teamName } from "/static/js/desk/format.js";
import { SeatRequests } from "/static/js/desk/seat_requests.js";
import { PutDialog } from "/static/js/host/pools.js";
import { live } from "/static/js/lib/live.js";
import { knownTeam } from "/static/js/lib/lookup.js";
import { scoreText } from "/static/js/lib/points.js";
import { newKey } from "/static/js/lib/random_key.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

/**
 * The fields of a press given for a station: its own id and the arming it belongs to; by order of arrival.
 *
 * @param {DeskView} view
 */
const hostPress = (view) => ({
  press: newKey(),
  arming: view.press?.arming ?? "",
  source: /** @type {const} */ ("host"),
});

/**
 * A button that types a key on this computer was pressed for a station: the time is this computer's.
 *
 * @param {DeskView} view
 * @param {string} team
 */
export function pressByKeyboard(view, team) {
  const press = {
    ...hostPress(view),
    source: /** @type {const} */ ("keyboard"),
    pressed_at: live.now(),
    rtt: live.health.rtt,
  };
  return live.command({ kind: "press.record", team, ...press });
}

/**
 * What the host does in a team's place; offered in the stages in which a tablet would offer it.
 *
 * @param {DeskView} view
 * @param {string} team
 */
function inItsPlace(view, team) {
  const offers = [];
  const stage = view.match.stage;
  const turn = view.item?.answering === team || view.round?.kind === "simultaneous";
  if (stage === "armed" || stage === "collecting") {
    offers.push(offer("press.record", { kind: "press.record", team, ...hostPress(view) }));
  }
  if (stage === "answering" && turn && view.item?.question) {
    const meant = { item: view.item.no, question: view.item.question.id };
    offers.push(offer("answer.submit", { kind: "answer.submit", team, final: true, ...meant }, { needs: ["answer"] }));
  }
  return offers;
}

/**
 * True where an action of the server's list is, or can be, about this team.
 *
 * @param {ActionPart} action
 * @param {string} team
 */
const concerns = (action, team) => (action.command.team ? action.command.team === team : action.needs.includes("team"));

const ELSEWHERE = new Set(["stake.choose"]);

/**
 * The dialog of one team: members, rights, seats, and its actions.
 *
 * @param {DialogProps & { id: string }} props
 */
export function TeamDialog({ view, desk, id, onClose }) {
  const team = knownTeam(view, id);
  const listed = view.actions.filter((action) => concerns(action, id) && !ELSEWHERE.has(action.command.kind));
  const actions = [...inItsPlace(view, id), ...listed];
  const put = firstOf(view, "item.present");
  return html`<${Dialog} title=${teamName(view, id)} onClose=${onClose} wide>
    <p class="team-line">
      <span>${team.unit}</span><b>${scoreText(team.score)}</b>${team.rank > 0 && html`<span>${t("host.rank", { rank: team.rank })}</span>`}
      ${team.left && html`<em class="tag tag-void">${t(`host.left.${team.left}`)}</em>`}
      ${team.fouls > 0 && html`<em class="tag tag-void">${t("host.fouls", { count: team.fouls })}</em>`}
      ${team.tokens.map((token) => html`<em class="tag" key=${token.id}>${t("host.token_left", token)}</em>`)}
    </p>
    <ul class="members">
      ${team.members.map((m) => html`<li key=${m.id}>${t(m.seat ? "host.member_seat" : "host.member_reserve", m)}</li>`)}
    </ul>
    <${SeatRequests} view=${view} team=${id} />
    <div class="action-list">
      ${actions.map((action) => html`<${ActionKey} key=${action.id} action=${action} view=${view} desk=${desk} fields=${action.needs.includes("team") ? { team: id } : {}} />`)}
      ${put?.enabled && view.next_team && html`<span class="action"><button type="button" class="key" onClick=${() => desk.show(PutDialog, { first: id })}>${t("host.pool.turn")}</button></span>`}
    </div>
  <//>`;
}
