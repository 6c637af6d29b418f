/** The title of the day, with who organises it. */

import { Medallion } from "/static/js/lib/medallion.js";
import { Fit } from "/static/js/scenes/parts/fit.js";
import { html } from "/static/vendor/preact.js";

/**
 * `title` very large, `part` of it and `organiser` below; "" for neither.
 *
 * @param {{ title: string, part?: string, organiser?: string }} props
 */
export function TitlePage({ title, part = "", organiser = "" }) {
  return html`
    <div class="title-page">
      <div class="title-page-mark"><${Medallion} star /></div>
      <${Fit} class="title-page-title" most=${17} watch=${title}><h1>${title}</h1></${Fit}>
      <p class="rule-off" aria-hidden="true"><i></i></p>
      ${part && html`<p class="title-page-part">${part}</p>`}
      ${organiser && html`<p class="title-page-organiser">${organiser}</p>`}
    </div>
  `;
}
