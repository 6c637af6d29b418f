/** 已锁定: what has arrived as the answer, and that nothing more can change. */

import { t } from "/static/js/lib/words.js";
import { useKept } from "/static/js/team/draft.js";
import { Stem, TabletClock } from "/static/js/team/parts.js";
import { AnswerState, OptionLetter } from "/static/js/team/pictures/answer.js";
import { answerState } from "/static/js/team/states.js";
import { html } from "/static/vendor/preact.js";

/** @param {{ question: QuestionPart | null, answer: string[] | null }} props */
function Own({ question, answer }) {
  if (!answer?.length) return html`<p class="own-none">${t("team.locked.none")}</p>`;
  if (!question?.options.length)
    return html`<ul class="own">${answer.map((text) => html`<li lang="zh-Hans">${text || "—"}</li>`)}</ul>`;
  const chosen = question.options.filter(({ letter }) => answer.includes(letter));
  return html`<ul class="own">${chosen.map(({ letter, text }) => html`<li><${OptionLetter} letter=${letter} type=${question.type} /><span lang="zh-Hans">${text}</span></li>`)}</ul>`;
}

/**
 * The picture.
 *
 * @param {{ view: WithItem<TeamView> }} props
 */
export function Locked({ view }) {
  const { me } = view;
  const state = answerState({ answer: useKept(view) ?? me.answer ?? [], saved: false, me, closed: true });
  return html`
    <section class="answer locked">
      <header class="answer-head"><p class="answer-hint"><b>${t("team.locked.word")}</b> ${t("team.locked.small")}</p><${TabletClock} clock=${view.clock} /></header>
      <${Stem} question=${view.item.question} />
      <div class="own-box" tabindex="0"><h2>${t("team.locked.own")}</h2><${Own} question=${view.item.question} answer=${me.answer} /></div>
      <footer class="answer-foot"><${AnswerState} state=${state} /></footer>
    </section>
  `;
}
