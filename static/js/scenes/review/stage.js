/** A subject at its defence: who it is, or its marks (亮分) while the host shows them. */

import { MarksReveal } from "/static/js/scenes/marks.js";
import { Fit, Line } from "/static/js/scenes/parts/fit.js";
import { html } from "/static/vendor/preact.js";

/** @param {{ stage: OnStagePart, review: string }} props */
export function OnStage({ stage, review }) {
  if (stage.panel)
    return html`<${MarksReveal} key=${stage.item} panel=${stage.panel} moment=${`${review}:${stage.item}`}><${Line} class="marks-name" text=${stage.name} /><//>`;
  return html`<div class="reveal">
    <section class="reveal-newest" key=${stage.item}>
      <p class="reveal-place num">${stage.nomination}</p>
      <${Fit} class="reveal-name" most=${15} watch=${stage.name}><h1>${stage.name}</h1></${Fit}>
      ${stage.unit !== stage.name && html`<${Line} class="reveal-unit" text=${stage.unit} />`}
    </section>
  </div>`;
}
