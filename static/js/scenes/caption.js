/** A text that the organisers have prepared: 颁奖, 中场休息; a title with lines below it. */

import { Fit } from "/static/js/scenes/parts/fit.js";
import { html } from "/static/vendor/preact.js";

/**
 * The scene.
 *
 * @param {{ view: View }} props
 */
export function Caption({ view }) {
  const { title = "", text = "" } = view.caption ?? {};
  const lines = text.split("\n").filter(Boolean);
  return html`
    <div class="caption">
      <p class="caption-over">${view.match.competition || view.match.title}</p>
      <${Fit} class="caption-title" most=${lines.length ? 17 : 22} watch=${title}><h1>${title}</h1></${Fit}>
      <p class="rule-off" aria-hidden="true"><i></i></p>
      ${lines.length > 0 && html`<${Fit} class="caption-lines" most=${7.5} watch=${text}>${lines.map((line) => html`<p>${line}</p>`)}</${Fit}>`}
    </div>
  `;
}
