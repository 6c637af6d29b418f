/** A score that rolls to its new value instead of jumping. */

import { prefersReducedMotion } from "/static/js/lib/dom.js";
import { rollTexts, scoreText } from "/static/js/lib/points.js";
import { t } from "/static/js/lib/words.js";
import { Line } from "/static/js/scenes/parts/fit.js";
import { html, useEffect, useRef, useState } from "/static/vendor/preact.js";

const STEP_MS = 45;

/**
 * What a score is called: as it was, where the table is frozen.
 *
 * @param {View} view
 */
export const scoreWord = (view) => t(view.freeze ? "display.score_frozen" : "display.score");

/**
 * The last value is always exactly what the server said.  `great`: the score of the team on stage, 22 to 30 vh;
 * `from`: where the first roll begins.
 *
 * @param {{ value: string, great?: boolean, from?: string }} props
 */
export function Score({ value, great = false, from = value }) {
  const [shown, setShown] = useState(from);
  const last = useRef(from);
  useEffect(() => {
    const texts = prefersReducedMotion() ? [value] : rollTexts(last.current, value);
    last.current = value;
    let step = 0;
    setShown(texts[0]);
    const timer = setInterval(() => {
      step += 1;
      if (step >= texts.length) clearInterval(timer);
      else setShown(texts[step]);
    }, STEP_MS);
    return () => {
      clearInterval(timer);
      setShown(value);
    };
  }, [value]);
  if (great) return html`<${Line} class="score num score-great" lines=${1} text=${scoreText(shown)} />`;
  return html`<span class="score num">${scoreText(shown)}</span>`;
}
