/** The picture for television: the score line above, and below whose name it is, what happens, the question. */

import { cls } from "/static/js/lib/dom.js";
import { RehearsalMark } from "/static/js/lib/rehearsal.js";
import { ScoreLine } from "/static/js/scenes/air/line.js";
import { Now } from "/static/js/scenes/air/now.js";
import { Tight } from "/static/js/scenes/air/room.js";
import { Strip } from "/static/js/scenes/air/strip.js";
import { html } from "/static/vendor/preact.js";

/** @param {{ third: LowerThirdPart | null }} props */
function LowerThird({ third }) {
  if (!third) return null;
  return html`<div class="air-third" key=${`${third.name} ${third.note}`}>
    <${Tight} class="air-third-name" text=${third.name} />
    ${third.note && html`<${Tight} class="air-third-note" text=${third.note} />`}
  </div>`;
}

/**
 * The whole picture; `tall` for 9:16.
 *
 * @param {{ view: AirView, tall: boolean }} props
 */
export function AirPicture({ view, tall }) {
  return html`<div class=${cls("air-picture", tall && "air-tall", view.match.rehearsal && "air-rehearsed", `air-${view.match.theme}`)} lang="zh-Hans">
    <${ScoreLine} view=${view} tall=${tall} />
    <${RehearsalMark} match=${view.match} class="air-rehearsal" />
    <div class="air-low">
      <${LowerThird} third=${view.lower_third} />
      <${Now} view=${view} />
      <${Strip} question=${view.question} tall=${tall} />
    </div>
  </div>`;
}
