/** The question with its key and its explanation: for people who may know them (host, chief judge, judge). */

import { answerText } from "/static/js/desk/format.js";
import { cls } from "/static/js/lib/dom.js";
import { useFetched } from "/static/js/lib/fetched.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

/** @param {{ media: MediaPart }} props */
function Player({ media: { kind, url } }) {
  const { failed, onError, onLoad } = useFetched(url);
  const player = html`<${kind} src=${url} controls preload="metadata" onError=${onError} onLoadedMetadata=${onLoad}></${kind}>`;
  return html`<div class="question-media">
    ${kind === "image" ? html`<img src=${url} alt="" onError=${onError} onLoad=${onLoad} />` : player}
    ${failed && html`<p class="notice">${t("host.question.media_failed")}</p>`}
  </div>`;
}

/**
 * The card of the current item's question; says so where none is up.
 *
 * @param {{ view: View }} props
 */
export function QuestionCard({ view }) {
  const item = view.item;
  const question = item?.question;
  if (!question) return html`<p class="quiet">${t(item ? "host.question.not_yet" : "host.question.none")}</p>`;
  const { media } = question;
  return html`<article class="question">
    <p class="question-head">
      <span class="tag">${t(`host.type.${question.type}`)}</span>
      <span>${view.round?.kind === "judged" ? t("host.question.marked") : worth(item)}</span>
      ${item.voided && html`<em class="tag tag-void">${t("host.voided")}</em>`}
    </p>
    <p class="question-stem">${question.stem}</p>
    ${media && html`<${Player} media=${media} />`}
    <${Options} question=${question} chosen=${item.key ?? []} />
    ${
      question.clues?.length > 0 &&
      html`<ol class="clues">
      ${question.clues.map((clue) => html`<li>${clue}</li>`)}
    </ol>`
    }
    <dl class="key-lines">
      <dt>${t("host.question.key")}</dt>
      <dd class="key-value">${answerText(question, item.key) || t("host.question.no_key")}</dd>
      ${item.explanation && html`<dt>${t("host.question.explanation")}</dt>`}
      ${item.explanation && html`<dd>${item.explanation}</dd>`}
      ${item.citation && html`<dt>${t("host.question.citation")}</dt>`}
      ${item.citation && html`<dd>${item.citation}</dd>`}
    </dl>
  </article>`;
}

/** What stands before true and false instead of their letters. */
/** @type {Record<string, string>} */
const MARKS = { T: "√", F: "×" };

/** @param {{ question: QuestionPart, chosen: string[] }} props */
function Options({ question, chosen }) {
  if (!question.options?.length) return null;
  return html`<ul class="options">
    ${question.options.map((option) => {
      const right = chosen.includes(option.letter);
      return html`<li key=${option.letter} class=${cls(right && "option-right")}>
        <b>${question.type === "true_false" ? MARKS[option.letter] : option.letter}</b><span>${option.text}</span>${right && html`<i aria-label=${t("host.question.right_one")}>✓</i>`}
      </li>`;
    })}
  </ul>`;
}

/**
 * What the item is worth, in one line: stake, or points for right and wrong.
 *
 * @param {ItemPart} item
 */
function worth(item) {
  if (item.stake) return t("host.question.stake", { points: item.stake });
  if (!item.points) return "";
  return t("host.question.worth", { right: item.points.right, wrong: String(item.points.wrong).replace("-", "−") });
}
