/** The ranking with, between each two neighbours, the sentence why one stands above the other. */

import { teamName } from "/static/js/desk/format.js";
import { scoreText } from "/static/js/lib/points.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

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
        <p><i>${row.rank}</i><b>${teamName(view, row.team)}</b>${row.tied && html`<em class="tag">${t("chief.ranking.tied")}</em>`}<span>${scoreText(row.score)}</span></p>
        ${row.text && html`<small>${row.text}</small>`}
      </li>`,
    )}
    ${view.teams
      .filter((team) => team.left && team.rank === 0)
      .map(
        (team) => html`<li key=${team.id}>
        <p><i>–</i><b>${teamName(view, team.id)}</b><em class="tag">${t(`host.left.${team.left}`)}</em><span>${scoreText(team.score)}</span></p>
      </li>`,
      )}
  </ol>`;
}
