/** 待机: the title of the day, before and between. */

import { Medallion } from "/static/js/lib/medallion.js";
import { Fit } from "/static/js/scenes/parts/fit.js";
import { html } from "/static/vendor/preact.js";

/**
 * The scene.
 *
 * @param {{ view: View }} props
 */
export function Standby({ view }) {
  const { competition, title, organiser } = view.match;
  return html`
    <div class="standby">
      <div class="standby-mark"><${Medallion} star /></div>
      <${Fit} class="standby-title" most=${17} watch=${competition || title}><h1>${competition || title}</h1></${Fit}>
      <p class="rule-off" aria-hidden="true"><i></i></p>
      ${competition && title && html`<p class="standby-match">${title}</p>`}
      ${organiser && html`<p class="standby-organiser">${organiser}</p>`}
    </div>
  `;
}
