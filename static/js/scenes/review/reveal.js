/** 揭榜: the winner shown last, very large; those before it in the order of their places; at the end all of them. */

import { t } from "/static/js/lib/words.js";
import { Fit, Line } from "/static/js/scenes/parts/fit.js";
import { html } from "/static/vendor/preact.js";

/** What the list of those shown before may take, in vh, without its gaps. */
const HEIGHT = 60;
/** From so many on, the list of those before has the wider place: its lines are single. */
const MANY = 6;

/**
 * A holder that was called.  `place` 0: the award knows no places · `members`: of a team.
 *
 * @typedef {RevealedPart & { members?: string }} Called
 */

/** @param {{ reveal: Omit<RevealPart, "shown"> & { shown: Called[] }, word: string }} props */
export function Reveal({ reveal, word }) {
  const { shown, total } = reveal;
  const newest = shown.slice(-1)[0];
  if (!newest)
    return html`<div class="reveal reveal-opening">
      <${Fit} class="title-page-title" most=${15} watch=${reveal.award_name}><h1>${reveal.award_name}</h1></${Fit}>
      <p class="rule-off" aria-hidden="true"><i></i></p>
      <p class="reveal-word">${word}</p>
    </div>`;
  const before = shown.slice(0, -1).reverse();
  const row = `${Math.min(9, Math.floor((HEIGHT / before.length) * 10) / 10)}vh`;
  return html`<div class=${`reveal ${before.length > 0 ? "reveal-split" : ""} ${before.length >= MANY ? "reveal-many" : ""} ${shown.length === total ? "reveal-whole" : ""}`}>
    <section class="reveal-newest" key=${shown.length}>
      ${newest.place > 0 && html`<p class="reveal-place num">${t("review_screen.place", { place: newest.place })}</p>`}
      <${Fit} class="reveal-name" most=${before.length > 0 ? 13 : 17} watch=${newest.name}><h1>${newest.name}</h1></${Fit}>
      ${newest.unit !== newest.name && html`<${Line} class="reveal-unit" text=${newest.unit} />`}
      ${newest.members && html`<${Line} class="reveal-unit reveal-members" text=${newest.members} />`}
    </section>
    ${before.length > 0 && html`<ol class="reveal-before" style=${{ "--row": row }}>${before.map(({ place, name }, at) => html`<li key=${at}><b class="num">${place > 0 ? place : ""}</b><${Line} class="reveal-line" text=${name} /></li>`)}</ol>`}
  </div>`;
}
