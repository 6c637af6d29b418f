/** 环节规则: the running round in the organiser's own words. */

import { t } from "/static/js/lib/words.js";
import { layoutLines, pageOf } from "/static/js/scenes/layout.js";
import { Fit } from "/static/js/scenes/parts/fit.js";
import { PageMarks, usePages } from "/static/js/scenes/parts/pages.js";
import { TieOff } from "/static/js/scenes/tie_off.js";
import { html } from "/static/vendor/preact.js";

/**
 * The scene; the programme while no round is running, and what a tie-off is about.
 *
 * @param {{ view: View }} props
 */
export function Rules({ view }) {
  const { round } = view;
  const layout = layoutLines(round?.intro.length ?? 0);
  const page = usePages(layout.pages);
  if (!round) return html`<${Programme} view=${view} />`;
  if (round.tie_off && view.tie_off) return html`<${TieOff} view=${view} round=${round} tieOff=${view.tie_off} />`;
  return html`
    <div class="rules">
      <p class="rules-no">${round.tie_off ? t("display.tie_off") : t("display.round_no", { no: named(round.no) })}</p>
      <h1 class="rules-name">${round.name}</h1>
      <p class="rule-off" aria-hidden="true"><i></i></p>
      <${Fit} class="rules-lines" most=${6.4} watch=${`${round.id} ${page}`}>
        <ol>${pageOf(round.intro, page, layout.perPage).map((line) => html`<li>${line}</li>`)}</ol>
      </${Fit}>
      <${PageMarks} page=${page} pages=${layout.pages} />
    </div>
  `;
}

/** @param {number} no the number of a round @returns {string} as it is read aloud */
const named = (no) => t("display.round_numbers").split(" ")[no - 1] ?? String(no);

/**
 * Before the first round: what will be played.
 *
 * @param {{ view: View }} props
 */
function Programme({ view }) {
  return html`
    <div class="rules">
      <h1 class="rules-name">${t("display.programme")}</h1>
      <p class="rule-off" aria-hidden="true"><i></i></p>
      <${Fit} class="rules-lines programme" most=${6.4} watch=${view.rounds.length}>
        <ol>${view.rounds.map((round) => html`<li class=${`programme-${round.state}`}>${round.name}</li>`)}</ol>
      </${Fit}>
    </div>
  `;
}
