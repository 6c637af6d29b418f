/** 颁奖: an award, and the teams that have it. */

import { scoreText } from "/static/js/lib/points.js";
import { widthInEm } from "/static/js/lib/text.js";
import { t } from "/static/js/lib/words.js";
import { layoutRows, pageOf } from "/static/js/scenes/layout.js";
import { Fit, Line, useWall } from "/static/js/scenes/parts/fit.js";
import { PageMarks, usePages } from "/static/js/scenes/parts/pages.js";
import { html } from "/static/vendor/preact.js";

/** The size of a name in vh, and what a row takes beside it. */
const NAME = 8;
const FIXED = 8;

/**
 * One holder fills the scene; several stand in rows, page by page.
 *
 * @param {{ view: View }} props
 */
export function Award({ view }) {
  const wall = useWall();
  const teams = view.awarded?.teams ?? [];
  const longest = Math.max(4, ...teams.map((team) => widthInEm(team.name)));
  const layout = layoutRows({
    count: teams.length,
    aspect: wall.width / wall.height,
    longest,
    fixed: FIXED,
    size: NAME,
  });
  const page = usePages(layout.pages);
  if (teams.length === 0)
    return html`<div class="award award-one"><p class="award-word">${t("display.award_empty")}</p></div>`;
  if (teams.length === 1) {
    const [{ name, unit, score }] = teams;
    return html`<div class="award award-one">
      <p class="award-word">${t("display.award_word")}</p>
      <${Fit} class="reveal-name" most=${19} watch=${name}><h1>${name}</h1></${Fit}>
      ${unit && unit !== name && html`<${Line} class="reveal-unit" text=${unit} />`}
      <p class="reveal-score num">${t("display.with_score", { score: scoreText(score) })}</p>
    </div>`;
  }
  return html`<div class="award">
    <ul class="award-rows" style=${{ "--columns": layout.columns, "--rows": Math.ceil(layout.perPage / layout.columns) }} key=${page}>
      ${pageOf(teams, page, layout.perPage).map(({ team, name, unit }) => html`<li class="award-row" key=${team}><${Line} class="award-name" text=${name} />${unit && unit !== name && html`<${Line} class="award-unit" text=${unit} />`}</li>`)}
    </ul>
    <${PageMarks} page=${page} pages=${layout.pages} />
  </div>`;
}
