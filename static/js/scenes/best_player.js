/** 最佳选手: the contestants who have the prize, with their teams and their own points. */

import { teamOf } from "/static/js/lib/lookup.js";
import { widthInEm } from "/static/js/lib/text.js";
import { t } from "/static/js/lib/words.js";
import { layoutCards, nameWidth, pageOf } from "/static/js/scenes/layout.js";
import { Line, useWall } from "/static/js/scenes/parts/fit.js";
import { PageMarks, usePages } from "/static/js/scenes/parts/pages.js";
import { Score } from "/static/js/scenes/parts/score.js";
import { html } from "/static/vendor/preact.js";

/** The width of a row beside its two names, its height with its gap, and the size of a team's name, in vh. */
const FIXED = 52;
const ROW = 16;
const TEAM = 4.4;

/**
 * The scene, page by page.
 *
 * @param {{ view: View }} props
 */
export function BestPlayer({ view }) {
  const wall = useWall();
  const lines = view.best_player?.lines ?? [];
  const names = lines.map((line) => ({ line, team: teamOf(view, line.team)?.name ?? "" }));
  const longest = Math.max(
    4,
    ...names.map(({ line, team }) => Math.max(widthInEm(line.name), widthInEm(team) * (TEAM / 6))),
  );
  const aspect = wall.width / wall.height;
  const width = Math.min(FIXED + nameWidth(longest), aspect * 100 - 16);
  const layout = layoutCards({ count: lines.length, aspect, width, height: ROW });
  const page = usePages(layout.pages);
  return html`
    <div class="best-player">
      <ol class="best-rows" style=${{ "--columns": layout.columns, "--rows": layout.rows }}>
        ${pageOf(names, page, layout.perPage).map(
          ({ line, team }) => html`
          <li class="best-row" key=${line.player}>
            <span class="rank-no num">${line.rank}${line.tied && html`<small>${t("display.tied")}</small>`}</span>
            <div class="best-name">
              <${Line} class="best-person" text=${line.name} />
              <${Line} class="best-team" text=${team} />
            </div>
            <${Score} value=${line.points} />
          </li>
        `,
        )}
      </ol>
      <${PageMarks} page=${page} pages=${layout.pages} />
    </div>
  `;
}
