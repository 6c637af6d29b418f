/** 倒计时: nothing but the time, and whose time it is. */

import { activeTeam } from "/static/js/lib/lookup.js";
import { t } from "/static/js/lib/words.js";
import { ClockRing } from "/static/js/scenes/parts/countdown.js";
import { Line } from "/static/js/scenes/parts/fit.js";
import { Score, scoreWord } from "/static/js/scenes/parts/score.js";
import { Station } from "/static/js/scenes/parts/station.js";
import { html } from "/static/vendor/preact.js";

/**
 * The scene; a team beside the ring where one team answers.
 *
 * @param {{ view: View }} props
 */
export function Clock({ view }) {
  const { clock } = view;
  const team = activeTeam(view);
  return html`
    <div class=${team ? "clock-scene clock-with-team" : "clock-scene"}>
      <div class="clock-side">
        <p class="clock-purpose">${t(clock ? `display.clock.${clock.purpose}` : "display.clock.none")}</p>
        <${ClockRing} clock=${clock} />
      </div>
      ${
        team &&
        html`
        <div class="clock-team">
          <div class="clock-team-name"><${Station} team=${team} /><${Line} text=${team.name} /></div>
          ${view.item?.member && html`<${Line} class="clock-member" text=${view.item.member.name} />`}
          <p class="score-label">${scoreWord(view)}</p>
          <${Score} value=${team.score} great />
        </div>
      `
      }
    </div>
  `;
}
