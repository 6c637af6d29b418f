/** A review as the hall sees it: its title, a subject at its defence, or the reveal of an award. */

import { t } from "/static/js/lib/words.js";
import { Backdrop } from "/static/js/scenes/parts/backdrop.js";
import { Line, WallWindow } from "/static/js/scenes/parts/fit.js";
import { TitlePage } from "/static/js/scenes/parts/title_page.js";
import { Reveal } from "/static/js/scenes/review/reveal.js";
import { OnStage } from "/static/js/scenes/review/stage.js";
import { html } from "/static/vendor/preact.js";

/** @typedef {ReviewView & { face?: FacePart | null }} Seen a competition's ceremony has the face of its screens */

/**
 * What is going on: 揭榜, or what the view calls it.
 *
 * @param {RevealPart & { word?: string }} reveal
 */
const wordOf = (reveal) => reveal.word ?? t("review_screen.reveal");

/**
 * What the hall sees: its name, the title and the word of its header, and what is drawn.
 *
 * @param {Seen} view
 */
function sceneOf({ review, reveal, on_stage: stage, face }) {
  if (reveal)
    return {
      name: "reveal",
      title: reveal.award_name,
      word: wordOf(reveal),
      drawn: html`<${Reveal} reveal=${reveal} word=${wordOf(reveal)} />`,
    };
  if (stage)
    return {
      name: stage.panel ? "marks" : "stage",
      title: stage.award_name,
      word: stage.stage_name,
      drawn: html`<${OnStage} stage=${stage} review=${review.id} />`,
    };
  const drawn = html`<${TitlePage} title=${review.title} organiser=${review.organiser} face=${face ?? {}} />`;
  return { name: "title", title: "", word: "", drawn };
}

/**
 * One view as the audience sees it; `children` lie on top.
 *
 * @param {{ view: Seen, wall?: Window, children?: Child }} props
 */
export function ReviewPicture({ view, wall = window, children = null }) {
  const { review } = view;
  const scene = sceneOf(view);
  return html`
    <${WallWindow.Provider} value=${wall}><div class=${`screen scene-is-${scene.name}`}>
      <${Backdrop} theme=${review.theme} own=${view.face?.backdrop} />
      ${scene.title && html`<header class="strip"><${Line} class="strip-review" text=${review.title} /><h2 class="strip-round">${scene.title}</h2><p class="strip-item">${scene.word}</p></header>`}
      <main class="scene" key=${scene.name}>${scene.drawn}</main>
      ${children}
    </div></${WallWindow.Provider}>
  `;
}
