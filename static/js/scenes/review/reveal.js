/** 揭榜: those shown last, very large; those before them in the order of their places; at the end all of them. */

import { t } from "/static/js/lib/words.js";
import { pageOf, wantsTheWiderPlace } from "/static/js/scenes/layout.js";
import { Fit, Line } from "/static/js/scenes/parts/fit.js";
import { PageMarks, usePages } from "/static/js/scenes/parts/pages.js";
import { html } from "/static/vendor/preact.js";

/** What a list may take, in vh, without its gaps. */
const HEIGHT = 60;
/** Lines of a list that can still be read, and names on one place; more turn pages.  These stand in two columns from so
 * many on. */
const MOST = 10;
const TWO_COLUMNS = 7;
/** So many names on one place stand on a page beside a list. */
const LEVEL_BESIDE = 5;

/**
 * A holder that was called.  `place` 0: the award knows no places · `members`: of a team · `score`: with its word.
 *
 * @typedef {RevealedPart & { members?: string, score?: string }} Called
 */

/** @typedef {Omit<RevealPart, "shown"> & { shown: Called[] }} Revealing */

/**
 * `together`: how many of those shown came in the last step.  `place`: the words of a place.
 *
 * @param {{ reveal: Revealing, word: string, together?: number, place?: (place: number) => string }} props
 */
export function Reveal({ reveal, word, together = 1, place = placeOfAward }) {
  const { shown, total } = reveal;
  const before = shown.slice(0, -together).reverse();
  const pages = Math.max(1, Math.ceil(before.length / MOST));
  const page = usePages(pages);
  const newest = shown.slice(-together);
  const turns = Math.max(1, Math.ceil(newest.length / (before.length > 0 ? LEVEL_BESIDE : MOST)));
  const turned = usePages(turns);
  const part = pageOf(before, page, Math.ceil(before.length / pages));
  const wide = wantsTheWiderPlace(before.map((one) => one.name));
  if (shown.length === 0)
    return html`<div class="reveal reveal-opening">
      <${Fit} class="title-page-title" most=${15} watch=${reveal.award_name}><h1>${reveal.award_name}</h1></${Fit}>
      <p class="rule-off" aria-hidden="true"><i></i></p>
      <p class="reveal-word">${word}</p>
    </div>`;
  const level = pageOf(newest, turned, Math.ceil(newest.length / turns));
  return html`<div class=${`reveal ${before.length > 0 ? "reveal-split" : ""} ${wide ? "reveal-many" : ""} ${shown.length === total ? "reveal-whole" : ""}`}>
    <section class="reveal-newest" key=${shown.length}>
      ${newest[0].place > 0 && html`<p class="reveal-place num">${place(newest[0].place)}</p>`}
      ${newest.length > 1 ? html`<${Level} called=${level} key=${turned} />` : html`<${One} called=${newest[0]} most=${before.length > 0 ? 13 : 17} />`}
    </section>
    ${before.length > 0 && html`<ol class="reveal-before" style=${{ "--row": row(part.length) }} key=${page}>${part.map((one, at) => html`<li key=${at}><b class="num">${one.place > 0 ? one.place : ""}</b><${Line} class="reveal-line" text=${one.name} /></li>`)}</ol>`}
    <${PageMarks} page=${turns > 1 ? turned : page} pages=${turns > 1 ? turns : pages} />
  </div>`;
}

/** @param {number} place */
const placeOfAward = (place) => t("review_screen.place", { place });

/**
 * The height of a line where so many share a place.
 *
 * @param {number} count
 */
const row = (count, most = 9, height = HEIGHT) => `${Math.min(most, Math.floor((height / count) * 10) / 10)}vh`;

/**
 * One alone, as large as the name allows.
 *
 * @param {{ called: Called, most: number }} props
 */
function One({ called: { name, unit, members, score }, most }) {
  return html`<${Fit} class="reveal-name" most=${most} watch=${name}><h1>${name}</h1></${Fit}>
    ${unit && unit !== name && html`<${Line} class="reveal-unit" text=${unit} />`}
    ${members && html`<${Line} class="reveal-unit reveal-members" text=${members} />`}
    ${score && html`<${Line} class="reveal-score num" text=${score} />`}`;
}

/**
 * Several on one place: their names one below the other, and the score that they share.
 *
 * @param {{ called: Called[] }} props
 */
function Level({ called }) {
  const score = called[0].score;
  const columns = called.length >= TWO_COLUMNS ? 2 : 1;
  const rows = Math.ceil(called.length / columns);
  return html`<ol class="reveal-level" style=${{ "--columns": columns, "--row": row(rows, 13, HEIGHT - 22) }}>
      ${called.map(({ name }) => html`<li key=${name}><${Line} class="reveal-level-name" text=${name} /></li>`)}
    </ol>
    ${score && called.every((one) => one.score === score) && html`<${Line} class="reveal-score num" text=${score} />`}`;
}
