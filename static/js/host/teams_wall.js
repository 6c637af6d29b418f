/** The table of stations and judges: who is connected, who has answered, who is missing, and what a team has. */

import { TeamDialog } from "/static/js/host/team_dialog.js";
import { cls } from "/static/js/lib/dom.js";
import { pieceOf } from "/static/js/lib/piece.js";
import { scoreText } from "/static/js/lib/points.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

/**
 * Every station in station order.  A click on a line opens what can be done for that team.
 *
 * @param {{ view: DeskView, desk: Desk }} props
 */
export function TeamsWall({ view, desk }) {
  const teams = [...view.teams].sort((a, b) => a.station - b.station);
  return html`<ul class="wall">
    ${teams.map((team) => {
      const doing = teamDoing(view, team);
      return html`<li key=${team.id} class=${cls(isOn(view, team.id) && "on", team.out && "out")}>
        <button type="button" onClick=${() => desk.show(TeamDialog, { id: team.id })}>
          <i class="station">${team.station}</i>
          <span class="wall-name">
            <b>${team.name}</b>
            <small>${view.match.contest ? pieceOf(team) : html`<${Link} presence=${seatsOf(view, team.id)} />`}</small>
          </span>
          <span class=${`doing doing-${doing}`}>${t(`host.doing.${doing}`)}</span>
          <span class="wall-score"><b>${scoreText(team.score) || "–"}</b>${team.rank > 0 && html`<small>${t(team.tied ? "host.rank_tied" : "host.rank", { rank: team.rank })}</small>`}</span>
          <span class="visually-hidden">${t("host.wall.open")}</span>
        </button>
      </li>`;
    })}
  </ul>`;
}

/**
 * The judges' seats: connected or not, and whether a verdict has come for the answer before the panel.
 *
 * @param {{ view: DeskView }} props
 */
export function JudgesWall({ view }) {
  const judges = view.presence.filter((seat) => seat.role === "judge" || seat.role === "chief");
  if (judges.length === 0) return null;
  const votes = view.item?.votes ?? {};
  return html`<ul class="wall wall-judges">
    ${judges.map((seat) => {
      const vote = votes[seat.ticket];
      const sheet = view.item?.panel?.judges?.find(({ judge }) => judge === seat.ticket);
      return html`<li key=${seat.ticket}>
        <span class="wall-name"><b>${seat.label}</b><small><${Link} presence=${[seat]} /></small></span>
        <span class=${cls("doing", vote ? `vote-${vote}` : "doing-none")}>${judgeDoing(view, vote, sheet)}</span>
      </li>`;
    })}
  </ul>`;
}

/**
 * One word for what a judge has done: its mark sheet where a panel sits, else its verdict.
 *
 * @param {DeskView} view
 * @param {Verdict | undefined} vote
 * @param {PanelSeatPart | undefined} sheet
 */
function judgeDoing(view, vote, sheet) {
  if (sheet) return t(`host.marks.state.${sheet.state}`);
  if (view.round?.kind === "judged") return "–";
  return vote ? t(`host.verdict.${vote}`) : t("host.wall.no_vote");
}

const WORST = ["never", "gone", "stale", "ok"];

/**
 * How a team's seats are connected, the best one counting: a shape, a word and the round trip.
 *
 * @param {{ presence: PresencePart[] }} props
 */
function Link({ presence }) {
  const best = [...presence].sort((a, b) => WORST.indexOf(b.state) - WORST.indexOf(a.state))[0];
  const state = best?.state ?? "never";
  return html`<span class=${`link link-${state}`}><i aria-hidden="true"></i>${t(`host.link.${state}`, { rtt: best?.rtt ?? "–" })}</span>`;
}

/**
 * @param {DeskView} view
 * @param {string} id
 */
const seatsOf = (view, id) => view.presence.filter((seat) => seat.team === id);

/**
 * @param {DeskView} view
 * @param {string} id
 */
const isOn = (view, id) =>
  view.item !== null && (view.item.answering ?? view.item.team) === id && view.item.stage !== "closed";

/**
 * One word for what a team does in the current item.
 *
 * @param {DeskView} view
 * @param {TeamPart} team
 */
function teamDoing(view, team) {
  const item = view.item;
  if (team.left) return team.left;
  if (team.out) return "out";
  if (!item || item.stage === "closed" || item.voided) return "none";
  if (view.press?.fouls.includes(team.id)) return "foul";
  if (view.press?.barred.includes(team.id)) return "barred";
  const got = item.verdicts[team.id]?.verdict;
  if (got) return `got_${view.round?.kind === "judged" && got === "right" ? "marked" : got}`;
  if (item.final.includes(team.id)) return "final";
  if (item.answered.includes(team.id)) return "answered";
  if (item.answering === team.id) return item.stage === "staking" ? "staking" : "answering";
  if (view.round?.kind === "simultaneous" && item.stage === "answering") return "missing";
  return "none";
}
