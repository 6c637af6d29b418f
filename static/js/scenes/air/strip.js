/** The strip of the question: what is asked, its options, and the right ones once they are revealed. */

import { cls } from "/static/js/lib/dom.js";
import { Sign } from "/static/js/lib/signs.js";
import { widthInEm } from "/static/js/lib/text.js";
import { t } from "/static/js/lib/words.js";
import { Shrunk } from "/static/js/scenes/air/room.js";
import { keyText, withBlanks } from "/static/js/scenes/parts/blanks.js";
import { html } from "/static/vendor/preact.js";

/** Signs of the longest option up to which four of them stand beside each other. */
const SHORT = 7;

/**
 * How many options stand beside each other.
 *
 * @param {OptionPart[]} options
 * @param {boolean} tall
 */
function columns(options, tall) {
  const longest = Math.max(...options.map((option) => widthInEm(option.text)));
  if (tall) return longest <= SHORT ? 2 : 1;
  return longest <= SHORT ? Math.min(4, options.length) : 2;
}

/** @param {{ question: AirQuestionPart, tall: boolean }} props */
function Options({ question: { options, key = [] }, tall }) {
  if (!options.length)
    return key.length ? html`<p class="air-answer"><${Sign} name="right" />${keyText(key)}</p>` : null;
  return html`<ul class="air-options" style=${{ "--columns": String(columns(options, tall)) }}>
    ${options.map(({ letter, text }) => {
      const right = key.includes(letter);
      return html`<li class=${cls("air-option", right && "air-option-right", key.length > 0 && !right && "air-option-other")} key=${letter}>
        <b>${letter === "T" || letter === "F" ? html`<${Sign} name=${letter === "T" ? "right" : "wrong"} />` : letter}</b><span>${text}</span>${right && html`<${Sign} name="right" />`}
      </li>`;
    })}
  </ul>`;
}

/**
 * The strip; nothing while no question may be read.
 *
 * @param {{ question: AirQuestionPart | null, tall: boolean }} props
 */
export function Strip({ question, tall }) {
  if (!question) return null;
  const { id, round, slot, stem, clues, key } = question;
  return html`<div class="air-strip" key=${id}>
    <p class="air-item">${t("air.item", { round, no: slot })}</p>
    <${Shrunk} from=${tall ? 4.6 : 3.8} least=${tall ? 3 : 2.6} most=${tall ? 66 : 26} watch=${`${id} ${clues.length} ${key} ${tall}`}>
      <p class="air-stem">${withBlanks(stem)}</p>
      ${clues.length > 0 && html`<ol class="air-clues">${clues.map((clue) => html`<li key=${clue}>${clue}</li>`)}</ol>`}
      <${Options} question=${question} tall=${tall} />
    </${Shrunk}>
  </div>`;
}
