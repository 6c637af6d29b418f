/** Options of a choice, with the right ones marked once the key is there. */

import { Sign } from "/static/js/lib/signs.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

/**
 * `right`: the right letters, or null before the reveal; `chosen`: how many teams chose each, where all were asked; `people`: how many of the hall.
 *
 * @param {{ question: QuestionPart, right?: string[] | null, chosen?: Record<string, number> | null, people?: boolean }} props
 */
export function Options({ question, right = null, chosen = null, people = false }) {
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
            ${chosen && html`<span class="option-teams num">${t(people ? "display.phones.chose" : "display.teams_chose", { n: chosen[letter] })}</span>`}
            ${good && html`<span class="option-sign"><${Sign} name="right" /></span>`}
          </li>
        `;
      })}
    </ol>
  `;
}
