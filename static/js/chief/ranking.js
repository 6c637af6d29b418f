/** The ranking with, between each two neighbours, the sentence why one stands above the other. */

import { teamName } from "/static/js/desk/format.js";
import { teamOf } from "/static/js/lib/lookup.js";
import { scoreText } from "/static/js/lib/points.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

/**
 * How a team left the match, ranked or not.
 *
 * @param {{ team: TeamPart | null }} props
 */
function Left({ team }) {
  return team?.left ? html`<em class="tag">${t(`host.left.${team.left}`)}</em>` : null;
}

/**
 * Ranks, scores, reasons.
 *
 * @param {{ view: DeskView }} props
 */
export function Ranking({ view }) {
  if (view.ranking.length === 0) return html`<p class="quiet">${t("chief.ranking.none")}</p>`;
  return html`<ol class="ranking">
    ${view.ranking.map(
      (row) => html`<li key=${row.team}>
        <p><i>${row.rank}</i><b>${teamName(view, row.team)} ${row.tied && html`<em class="tag">${t("chief.ranking.tied")}</em>`}<${Left} team=${teamOf(view, row.team)} /></b><span>${scoreText(row.score)}</span></p>
        ${row.text && html`<small>${row.text}</small>`}
      </li>`,
    )}
    ${view.teams
      .filter((team) => team.left && team.rank === 0)
      .map(
        (team) => html`<li key=${team.id}>
        <p><i>–</i><b>${teamName(view, team.id)} <${Left} team=${team} /></b><span>${scoreText(team.score)}</span></p>
      </li>`,
      )}
  </ol>`;
}
