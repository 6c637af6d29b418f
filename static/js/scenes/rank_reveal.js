/** 揭榜 of a match: place after place from the last on, level teams together. */

import { scoreText } from "/static/js/lib/points.js";
import { t } from "/static/js/lib/words.js";
import { Reveal } from "/static/js/scenes/review/reveal.js";
import { html } from "/static/vendor/preact.js";

/**
 * How many of those shown came in the last step: those on the place that was shown last.  Pure.
 *
 * @param {{ place: number }[]} shown
 */
export const cameTogether = (shown) => shown.filter(({ place }) => place === shown[shown.length - 1].place).length || 1;

/** @param {{ view: View }} props */
export function RankReveal({ view }) {
  const { total = 0, shown = [] } = view.reveal ?? {};
  const reveal = {
    award: "",
    award_name: view.match.title,
    total,
    next: null,
    shown: shown.map(({ place, name, unit, score }) => ({
      place,
      name,
      unit,
      score: t("display.with_score", { score: scoreText(score) }),
    })),
  };
  return html`<${Reveal} reveal=${reveal} word=${t("display.scene.reveal")} together=${cameTogether(shown)} place=${placeWords(cameTogether(shown) > 1)} />`;
}

/** @param {boolean} level */
const placeWords = (level) => (/** @type {number} */ place) =>
  t(level ? "display.place_level" : "display.place", { place });
