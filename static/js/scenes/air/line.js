/** The score line: every team at its station with its score, the one whose turn it is marked. */

import { cls } from "/static/js/lib/dom.js";
import { scoreText } from "/static/js/lib/points.js";
import { Sign, verdictSign } from "/static/js/lib/signs.js";
import { t } from "/static/js/lib/words.js";
import { MOST_NAMED } from "/static/js/scenes/air/now.js";
import { Tight } from "/static/js/scenes/air/room.js";
import { usePages } from "/static/js/scenes/parts/pages.js";
import { html } from "/static/vendor/preact.js";

/** Teams that one page of the line holds. */
const A_PAGE = 12;

/**
 * How many teams stand beside each other, so that the rows are equally full.
 *
 * @param {number} teams
 * @param {boolean} tall
 */
function columnsOf(teams, tall) {
  const most = tall ? (teams <= 6 ? 2 : 3) : teams <= 8 && teams > 6 ? 4 : 6;
  return Math.ceil(teams / Math.ceil(teams / most));
}

/** @param {{ team: AirTeamPart, verdict: Verdict | undefined }} props */
function Team({ team, verdict }) {
  const judged = verdict && `air-judged air-judged-${verdict === "right" ? "right" : "wrong"}`;
  return html`<li class=${cls("air-team", team.turn && "air-turn", judged)}>
    <b class="air-station num"><span>${team.station}</span>${verdict && html`<${Sign} name=${verdictSign(verdict)} /><span class="visually-hidden">${t(`display.verdict.${verdict}`)}</span>`}</b>
    <${Tight} class="air-team-name" text=${team.name} lines=${2} />
    <b class="air-score num">${scoreText(team.score)}</b>
  </li>`;
}

/**
 * The line; more than twelve teams turn pages.  Where several teams were judged, each has its sign there.
 *
 * @param {{ view: AirView, tall: boolean }} props
 */
export function ScoreLine({ view: { line, verdicts, frozen }, tall }) {
  const pages = Math.max(1, Math.ceil(line.length / A_PAGE));
  const page = usePages(pages);
  if (!line.length) return html`<div class="air-top"></div>`;
  const judged = new Map(verdicts.length > MOST_NAMED ? verdicts.map((one) => [one.team, one.verdict]) : []);
  const size = Math.ceil(line.length / pages);
  const shown = line.slice(page * size, (page + 1) * size);
  return html`<div class="air-top">
    <ul class="air-line" style=${{ "--columns": String(columnsOf(shown.length, tall)) }}>
      ${shown.map((team) => html`<${Team} key=${team.id} team=${team} verdict=${judged.get(team.id)} />`)}
    </ul>
    ${frozen && html`<p class="air-frozen">${t("display.frozen")}</p>`}
  </div>`;
}
