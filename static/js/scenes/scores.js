/** 比分: every team at its station with its score; the one that has just played stands out. */

import { activeTeam, byStation } from "/static/js/lib/lookup.js";
import { scoreText } from "/static/js/lib/points.js";
import { widthInEm } from "/static/js/lib/text.js";
import { layoutCards, nameWidth, pageOf } from "/static/js/scenes/layout.js";
import { Line, useWall } from "/static/js/scenes/parts/fit.js";
import { PageMarks, usePages } from "/static/js/scenes/parts/pages.js";
import { Score } from "/static/js/scenes/parts/score.js";
import { Station } from "/static/js/scenes/parts/station.js";
import { html } from "/static/vendor/preact.js";

/** The largest score and the widest, in vh. */
const SIZE = 12;
const WIDEST = 36;

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
  const digits = Math.max(2.5, ...teams.map((team) => widthInEm(scoreText(team.score))));
  const size = Math.min(SIZE, WIDEST / digits);
  const width = Math.min(26 + nameWidth(longest) + digits * size, aspect * 100 - 16);
  const layout = layoutCards({ count: teams.length, aspect, width, height: 13 });
  const page = usePages(layout.pages);
  return html`
    <div class="scores" style=${{ "--score": `${size}vh` }}>
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
