/** 结果: the verdict on this team's answer, what it brought, and how the team stands. */

import { knownTeam } from "/static/js/lib/lookup.js";
import { gainText, scoreText } from "/static/js/lib/points.js";
import { verdictSign } from "/static/js/lib/signs.js";
import { t } from "/static/js/lib/words.js";
import { Poster } from "/static/js/team/parts.js";
import { html } from "/static/vendor/preact.js";

/**
 * The right answer in words: a single option with its text, several by letter, a blank by its first spelling.
 *
 * @param {QuestionPart} question
 * @param {string[]} key
 */
function keyText({ type, options }, key) {
  /** @param {string} letter */
  const words = (letter) => options.find((option) => option.letter === letter)?.text ?? letter;
  if (type === "true_false") return words(key[0]);
  if (type === "single") return `${key[0]} ${words(key[0])}`;
  return key.map((value) => value.split("|")[0]).join(type === "multiple" ? "" : "　");
}

/**
 * The picture.
 *
 * @param {{ view: WithItem<TeamView> }} props
 */
export function Result({ view }) {
  const { item, me } = view;
  const own = knownTeam(view, me.team);
  const verdict = item.voided ? "void" : me.verdict;
  return html`
    <${Poster} mood=${`result-${verdict ?? "none"}`} sign=${verdict ? verdictSign(verdict) : null}
      word=${verdict ? t(`team.verdict.${verdict}`) : t("team.result.over")}>
      ${verdict && me.points !== null && html`<p class="poster-points num">${gainText(me.points)}</p>`}
      ${item.key && item.question && html`<p class="poster-small">${t("team.result.key")}<b lang="zh-Hans">${keyText(item.question, item.key)}</b></p>`}
      <dl class="standing">
        <div><dt>${t(view.freeze ? "team.score_frozen" : "team.score")}</dt><dd class="num">${scoreText(own.score)}</dd></div>
        ${own.rank > 0 && html`<div><dt>${t("team.rank")}</dt><dd class="num">${own.rank}${own.tied && html`<small>${t("team.tied")}</small>`}</dd></div>`}
      </dl>
    </${Poster}>
  `;
}
