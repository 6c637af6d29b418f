/** What happens now: who pressed, the verdict, the judges' score; beside it the clock. */

import { useRemaining, useUntil } from "/static/js/lib/clock.js";
import { gainText, scoreText } from "/static/js/lib/points.js";
import { Sign, verdictSign } from "/static/js/lib/signs.js";
import { clockText, shownSeconds } from "/static/js/lib/time.js";
import { t } from "/static/js/lib/words.js";
import { Tight } from "/static/js/scenes/air/room.js";
import { html } from "/static/vendor/preact.js";

const HURRY = 10;

/** Verdicts that are shown with the team's name; more are shown in the score line. */
export const MOST_NAMED = 2;

/** @param {{ clock: ClockPart | null }} props */
function Clock({ clock }) {
  const remaining = useRemaining(clock);
  if (!clock || remaining === null) return null;
  const seconds = shownSeconds(remaining);
  const mood = clock.state === "paused" ? "paused" : seconds <= HURRY ? "hurry" : "calm";
  return html`<div class=${`air-clock air-clock-${mood}`} role="timer">
    ${mood === "paused" && html`<${Sign} name="pause" />`}<span class="num">${clockText(seconds)}</span>
  </div>`;
}

/** @param {{ view: AirView, team: string | null, class?: string, children?: Child }} props */
function Plate({ view, team, class: name = "", children }) {
  const found = view.line.find((one) => one.id === team);
  return html`<div class=${`air-plate ${name}`}>
    ${found && html`<b class="air-station num">${found.station}</b><${Tight} class="air-plate-name" text=${found.name} />`}
    ${children}
  </div>`;
}

/** @param {{ view: AirView, press: AirPressPart }} props */
function Press({ view, press }) {
  const before = useUntil(press.state === "armed" ? press.opens_at : null);
  if (press.state === "awarded")
    return html`<${Plate} view=${view} team=${press.team} class="air-got"><b class="air-word">${t("air.got")}</b></${Plate}>`;
  const fouls = press.fouls.map(
    (team) =>
      html`<${Plate} view=${view} team=${team} class="air-wrong" key=${team}><b class="air-word"><${Sign} name="foul" />${t("display.press.foul")}</b></${Plate}>`,
  );
  const word = press.state === "lapsed" ? "lapsed" : press.state === "armed" ? "armed" : "";
  return html`${fouls}${
    word &&
    before <= 0 &&
    html`<div class=${`air-plate air-press-${word}`}><b class="air-word">${t(`display.press.${word}`)}</b></div>`
  }${before > 0 && html`<div class="air-plate"><b class="air-word num">${shownSeconds(before)}</b></div>`}`;
}

/** @param {{ view: AirView }} props */
function Verdicts({ view }) {
  return html`${view.verdicts.map(
    ({ team, verdict, points }) =>
      html`<${Plate} key=${team} view=${view} team=${team} class=${verdict === "right" ? "air-right" : "air-wrong"}><b class="air-word"><${Sign} name=${verdictSign(verdict)} />${t(`display.verdict.${verdict}`)}<span class="num">${gainText(points)}</span></b></${Plate}>`,
  )}`;
}

/**
 * The row above the question; nothing where nothing happens.
 *
 * @param {{ view: AirView }} props
 */
export function Now({ view }) {
  const { press, verdicts, marks, clock } = view;
  return html`<div class="air-now">
    <div class="air-plates">
      ${
        verdicts.length > MOST_NAMED
          ? null
          : verdicts.length
            ? html`<${Verdicts} view=${view} />`
            : marks
              ? html`<${Plate} view=${view} team=${marks.team} class="air-got"><b class="air-word">${t("air.marked")}<span class="num">${scoreText(marks.score)}</span></b></${Plate}>`
              : press && html`<${Press} view=${view} press=${press} />`
      }
    </div>
    <${Clock} clock=${clock} />
  </div>`;
}
