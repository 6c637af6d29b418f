/** Options of a choice, with the right ones marked once the key is there. */

import { Sign } from "/static/js/lib/signs.js";
import { html } from "/static/vendor/preact.js";

/**
 * `right`: the right letters, or null before the reveal.
 *
 * @param {{ question: QuestionPart, right?: string[] | null }} props
 */
export function Options({ question, right = null }) {
  if (!question.options.length) return null;
  const verdicts = question.type === "true_false";
  return html`
    <ol class=${verdicts ? "options options-two" : "options"}>
      ${question.options.map(({ letter, text }) => {
        const good = right?.includes(letter);
        return html`
          <li class=${`option ${right ? (good ? "option-right" : "option-other") : ""}`}>
            <span class="option-letter">${verdicts ? html`<${Sign} name=${letter === "T" ? "right" : "wrong"} />` : letter}</span>
            <span class="option-text">${text}</span>
            ${good && html`<span class="option-sign"><${Sign} name="right" /></span>`}
          </li>
        `;
      })}
    </ol>
  `;
}
