/** 等待: nothing to do now; what is going on, and how the team stands. */

import { cls } from "/static/js/lib/dom.js";
import { activeTeam, teamOf } from "/static/js/lib/lookup.js";
import { scoreText } from "/static/js/lib/points.js";
import { isLong } from "/static/js/lib/text.js";
import { t } from "/static/js/lib/words.js";
import { Poster, Stem, TabletClock } from "/static/js/team/parts.js";
import { OptionLetter } from "/static/js/team/pictures/answer.js";
import { html } from "/static/vendor/preact.js";

/** @param {TeamView} view */
function situation(view) {
  const { match, item, round, me } = view;
  if (match.phase === "setup") return [t("team.wait.setup"), t("team.wait.setup_small")];
  if (match.phase === "locked") return [t("team.wait.over"), ""];
  const own = teamOf(view, me.team);
  if (own?.left) return [t(`team.wait.${own.left}`), ""];
  if (!round) return [t("team.wait.between"), ""];
  if (!item) return [t("team.wait.round", { round: round.name }), ""];
  const team = activeTeam(view);
  if (team && team.id !== me.team) return [t("team.wait.other", { no: team.station, team: team.name }), round.name];
  return [t(item.stage === "reading" ? "team.wait.listen" : "team.wait.next"), round.name];
}

/**
 * The picture, with the team's score and rank once it has any.
 *
 * @param {{ view: TeamView }} props
 */
export function Wait({ view }) {
  const [word, small] = situation(view);
  const own = teamOf(view, view.me.team);
  return html`
    <${Poster} mood="wait" word=${word} small=${small}>
      ${
        own?.score &&
        html`
        <dl class="standing">
          <div><dt>${t(view.freeze ? "team.score_frozen" : "team.score")}</dt><dd class="num">${scoreText(own.score)}</dd></div>
          ${own.rank > 0 && html`<div><dt>${t("team.rank")}</dt><dd class="num">${own.rank}</dd></div>`}
        </dl>
      `
      }
    </${Poster}>
  `;
}

/**
 * The question is being read: the team reads along and answers after the start.
 *
 * @param {{ view: WithItem<TeamView> & { item: { question: QuestionPart } } }} props
 */
export function Read({ view }) {
  const { question } = view.item;
  return html`
    <section class=${cls("answer", isLong(question) && "answer-dense")}>
      <header class="answer-head"><p class="answer-hint">${t("team.read")}</p><${TabletClock} clock=${view.clock} /></header>
      <${Stem} question=${question} />
      <ol class="t-options" aria-label=${t("team.options")} tabindex="0">
        ${question.options.map(
          ({ letter, text }) => html`
          <li><div class="t-option t-option-off"><${OptionLetter} letter=${letter} type=${question.type} /><span lang="zh-Hans">${text}</span></div></li>
        `,
        )}
      </ol>
    </section>
  `;
}
