/** 比分: every team at its station with its score; the one that has just played stands out. */

import { activeTeam, byStation } from "/static/js/lib/lookup.js";
import { widthInEm } from "/static/js/lib/text.js";
import { layoutCards, pageOf } from "/static/js/scenes/layout.js";
import { Line, useWall } from "/static/js/scenes/parts/fit.js";
import { PageMarks, usePages } from "/static/js/scenes/parts/pages.js";
import { Score } from "/static/js/scenes/parts/score.js";
import { Station } from "/static/js/scenes/parts/station.js";
import { html } from "/static/vendor/preact.js";

/**
 * The scene, page by page.
 *
 * @param {{ view: View }} props
 */
export function Scores({ view }) {
  const wall = useWall();
  const teams = byStation(view);
  const active = activeTeam(view);
  const aspect = wall.width / wall.height;
  const longest = Math.max(3, ...teams.map((team) => widthInEm(team.name)));
  const width = Math.min(16 + longest * 6 * 0.8 + 24, aspect * 100 - 16);
  const layout = layoutCards({ count: teams.length, aspect, width, height: 13 });
  const page = usePages(layout.pages);
  return html`
    <div class="scores">
      <ul class="score-cards" style=${{ "--columns": layout.columns, "--rows": layout.rows }} key=${page}>
        ${pageOf(teams, page, layout.perPage).map(
          (team) => html`
          <li class=${`score-card ${team.id === active?.id ? "score-now" : ""} ${team.out ? "score-out" : ""}`} key=${team.id}>
            <${Station} team=${team} />
            <${Line} class="score-name" text=${team.name} />
            <${Score} value=${team.score} />
          </li>
        `,
        )}
      </ul>
      <${PageMarks} page=${page} pages=${layout.pages} />
    </div>
  `;
}
