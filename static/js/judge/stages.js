/** What a judge sees in each stage: wait, judge the answer before the panel, see how it was decided. */

import { ClockFace } from "/static/js/desk/clock_face.js";
import { answerText, teamName, verdictName } from "/static/js/desk/format.js";
import { QuestionCard } from "/static/js/desk/question.js";
import { VerdictPad } from "/static/js/judge/verdict_pad.js";
import { activeTeam } from "/static/js/lib/lookup.js";
import { pieceOf } from "/static/js/lib/piece.js";
import { gainText } from "/static/js/lib/points.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

/**
 * The judge has nothing to do now: what the match waits for, and the question, or who performs, if either is up.
 *
 * @param {{ view: JudgeView }} props
 */
export function Wait({ view }) {
  const performs = view.item && !view.item.voided && !view.item.question ? activeTeam(view) : null;
  return html`<section class="judge-wait">
    <p class="judge-now" role="status">${view.item ? t(`judge.wait.${view.item.stage}`) : t("judge.wait.idle")}</p>
    ${performs && html`<p class="answerer"><b><i>${performs.station}</i>${performs.name}</b><span>${pieceOf(performs)}</span></p>`}
    ${view.item?.question && html`<${QuestionCard} view=${view} />`}
  </section>`;
}

/**
 * The answer before the panel: who answers, the question with its key, the pad.
 *
 * @param {{ view: WithItem<JudgeView> }} props
 */
export function Verdict({ view }) {
  const { item } = view;
  const team = activeTeam(view);
  const sent = (team && item.answers?.[team.id]) || [];
  return html`<section class="judge-verdict">
    <div class="judge-case">
      <p class="answerer">
        <small>${t(team ? "judge.judging" : "judge.judging_all")}</small>
        ${team && html`<b><i>${team.station}</i>${team.name}</b>`}
        ${item.member && html`<span>${t("host.member_seat", item.member)}</span>`}
      </p>
      ${sent.length > 0 && html`<p class="sent-answer"><span>${t("host.sent_answer")}</span><b>${answerText(item.question, sent)}</b></p>`}
      <${QuestionCard} view=${view} />
    </div>
    <div class="judge-pad">
      <${ClockFace} clock=${view.clock} />
      ${team && html`<${VerdictPad} view=${view} />`}
    </div>
  </section>`;
}

/**
 * How the item was decided.
 *
 * @param {{ view: WithItem<JudgeView> }} props
 */
export function Closed({ view }) {
  const outcomes = Object.entries(view.item.verdicts);
  return html`<section class="judge-wait">
    <p class="judge-now" role="status">${t("judge.wait.closed")}</p>
    <ul class="outcomes">
      ${outcomes.map(
        ([team, { verdict, points }]) => html`<li key=${team} class=${`outcome-${verdict}`}>
          <span>${teamName(view, team)}</span><b>${verdictName(verdict, view.round?.kind)}</b><b>${gainText(points)}</b>
        </li>`,
      )}
    </ul>
    ${view.item.question && html`<${QuestionCard} view=${view} />`}
  </section>`;
}
