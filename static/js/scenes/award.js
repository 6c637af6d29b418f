/** 颁奖: an award, and the teams that have it. */

import { scoreText } from "/static/js/lib/points.js";
import { t } from "/static/js/lib/words.js";
import { pageOf } from "/static/js/scenes/layout.js";
import { Fit, Line } from "/static/js/scenes/parts/fit.js";
import { PageMarks, usePages } from "/static/js/scenes/parts/pages.js";
import { html } from "/static/vendor/preact.js";

/** So many stand below each other before there is a second column; so many in all on a page. */
const ONE_COLUMN = 4;
const MOST = 10;
/** With more rows the organisations have no room. */
const WITH_UNITS = 4;

/**
 * One holder fills the scene; several stand in rows, page by page.
 *
 * @param {{ view: View }} props
 */
export function Award({ view }) {
  const teams = view.awarded?.teams ?? [];
  const pages = Math.max(1, Math.ceil(teams.length / MOST));
  const perPage = Math.max(1, Math.ceil(teams.length / pages));
  const columns = perPage > ONE_COLUMN ? 2 : 1;
  const rows = Math.ceil(perPage / columns);
  const page = usePages(pages);
  if (teams.length === 0)
    return html`<div class="award award-one"><p class="award-word">${t(view.awarded?.open ? "display.award_open" : "display.award_empty")}</p></div>`;
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
    <ul class="award-rows" style=${{ "--columns": columns, "--rows": rows }} key=${page}>
      ${pageOf(teams, page, perPage).map(({ team, name, unit }) => html`<li class="award-row" key=${team}><${Line} class="award-name" text=${name} />${rows <= WITH_UNITS && unit && unit !== name && html`<${Line} class="award-unit" text=${unit} />`}</li>`)}
    </ul>
    <${PageMarks} page=${page} pages=${pages} />
  </div>`;
}
