/** Parts that several pictures of the tablet share. */

import { useRemaining } from "/static/js/lib/clock.js";
import { Picture } from "/static/js/lib/fetched.js";
import { Medallion } from "/static/js/lib/medallion.js";
import { Sign } from "/static/js/lib/signs.js";
import { clockText, shownSeconds } from "/static/js/lib/time.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

/**
 * The clock in a corner of a picture.
 *
 * @param {{ clock: ClockPart | null }} props
 */
export function TabletClock({ clock }) {
  const remaining = useRemaining(clock);
  if (!clock || remaining === null) return null;
  const seconds = shownSeconds(remaining);
  const mood = clock.state === "paused" ? "paused" : seconds <= 5 ? "last" : seconds <= 10 ? "hurry" : "calm";
  return html`
    <div class=${`t-clock t-clock-${mood}`} role="timer" aria-label=${t("team.clock")}>
      <b class="num">${clockText(seconds)}</b>
      ${clock.state === "paused" && html`<span>${t("team.paused")}</span>`}
    </div>
  `;
}

/**
 * A station's medallion.
 *
 * @param {{ station: number }} props
 */
export function StationMark({ station }) {
  return html`<span class="t-station"><${Medallion} /><b class="num">${station}</b></span>`;
}

/**
 * A picture that is one sign, one word and a sentence.
 *
 * @param {{ mood: string, sign: string | null, word: string, small?: string, children?: Child }} props
 */
export function Poster({ mood, sign, word, small = "", children = null }) {
  return html`
    <section class=${`poster poster-${mood}`} tabindex=${mood.startsWith("result-") ? 0 : undefined}>
      ${sign && html`<${Sign} name=${sign} />`}
      <h1 class="poster-word">${word}</h1>
      ${small && html`<p class="poster-small">${small}</p>`}
      ${children}
    </section>
  `;
}

/**
 * The question with its picture or sound, for reading along.  What may be longer than the screen scrolls by keys too.
 *
 * @param {{ question: QuestionPart | null }} props
 */
export function Stem({ question }) {
  if (!question) return null;
  return html`
    <div class="t-stem" lang="zh-Hans" tabindex="0">
      <p>${question.stem.split(/[_＿]{2,}/).flatMap((part, i) => (i ? [html`<i class="t-blank">${i}</i>`, part] : [part]))}</p>
      ${question.clues.length > 0 && html`<ol class="t-clues">${question.clues.map((clue) => html`<li>${clue}</li>`)}</ol>`}
      ${question.media?.kind === "image" && html`<${Picture} src=${question.media.url} alt=${t("team.picture")} />`}
    </div>
  `;
}
