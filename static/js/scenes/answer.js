/** 答案: the right answer, its explanation, and who was right. */

import { cls } from "/static/js/lib/dom.js";
import { byStation, knownTeam } from "/static/js/lib/lookup.js";
import { gainText } from "/static/js/lib/points.js";
import { Sign, verdictSign } from "/static/js/lib/signs.js";
import { widthInEm } from "/static/js/lib/text.js";
import { t } from "/static/js/lib/words.js";
import { choicesOf } from "/static/js/scenes/course.js";
import { holdsLine, pageOf } from "/static/js/scenes/layout.js";
import { keyText } from "/static/js/scenes/parts/blanks.js";
import { Line, useWall } from "/static/js/scenes/parts/fit.js";
import { PageMarks, usePages } from "/static/js/scenes/parts/pages.js";
import { PhonesResult } from "/static/js/scenes/parts/phones.js";
import { RunCount } from "/static/js/scenes/parts/run.js";
import { Score, scoreWord } from "/static/js/scenes/parts/score.js";
import { Station } from "/static/js/scenes/parts/station.js";
import { Question, QuestionBody } from "/static/js/scenes/question.js";
import { TieOffTable } from "/static/js/scenes/tie_off.js";
import { html } from "/static/vendor/preact.js";

/** Names are shown while they can be read; everybody knows the station. */
const MOST_NAMED = 6;
/** Verdicts without names that one page holds, in two columns. */
const A_PAGE = 12;
/**
 * What a line has for the name, in vh: its part of the screen without station, sign and points.
 *
 * @param {{ width: number, height: number }} wall
 */
const nameWidth = ({ width, height }) => ((width / height) * 100 - 20) / 2.35 - 36;

/** @param {{ team: TeamPart, verdict: Verdict, points: string, named: boolean }} props */
function Verdict({ team, verdict, points, named }) {
  return html`
    <li class=${`verdict verdict-${verdict}`}>
      <${Station} team=${team} />
      ${named && html`<${Line} class="verdict-name" text=${team.name} />`}
      <span class="verdict-sign"><${Sign} name=${verdictSign(verdict)} /><span class="visually-hidden">${t(`display.verdict.${verdict}`)}</span></span>
      <b class="verdict-points num">${gainText(points)}</b>
    </li>
  `;
}

/**
 * One team: its score as large as the screen allows.
 *
 * @param {{ view: View, team: TeamPart, verdict: Verdict, points: string, judged: boolean }} props
 */
function One({ view, team, verdict, points, judged }) {
  return html`
    <div class=${`answer-one verdict-${verdict}`}>
      <div class="answer-team"><${Station} team=${team} /><${Line} text=${team.name} /></div>
      <p class="answer-verdict"><${Sign} name=${verdictSign(verdict)} />${t(`display.verdict.${judged && verdict === "right" ? "marked" : verdict}`)}<b class="num">${gainText(points)}</b></p>
      <p class="score-label">${scoreWord(view)}</p>
      <${Score} value=${team.score} great />
    </div>
  `;
}

/** @param {{ view: WithItem<View>, teams: TeamPart[] }} props */
function Everyone({ view, teams }) {
  const wall = useWall();
  const longest = Math.max(...teams.map((team) => widthInEm(team.name)));
  const named = teams.length <= MOST_NAMED && holdsLine(longest, nameWidth(wall));
  const pages = Math.ceil(teams.length / A_PAGE);
  const page = usePages(pages);
  const part = pageOf(teams, page, Math.ceil(teams.length / pages));
  const rights = teams.filter(({ id }) => view.item.verdicts[id].verdict === "right").length;
  return html`
    <div class="verdict-pages">
      <p class="verdict-count">${t("display.right_of", { n: rights, of: teams.length })}</p>
      <ul class=${named ? "verdicts" : "verdicts verdicts-brief"}>
        ${part.map((team) => html`<${Verdict} key=${team.id} team=${team} named=${named} ...${view.item.verdicts[team.id]} />`)}
      </ul>
      <${PageMarks} page=${page} pages=${pages} />
    </div>
  `;
}

/**
 * A rapid run that is over: its count, what it brought, the team's score.
 *
 * @param {{ view: WithItem<View>, run: RunPart }} props
 */
function RunOver({ view, run }) {
  const team = knownTeam(view, view.item.answering);
  const points = view.item.verdicts[team.id]?.points;
  return html`
    <div class="run-over">
      <div class="staking-team"><${Station} team=${team} /><${Line} text=${team.name} /></div>
      <div class="run-over-parts">
        <${RunCount} run=${run} over />
        <div class="run-over-score">
          <b class="run-over-points num">${gainText(points ?? "0")}</b>
          <p class="score-label">${scoreWord(view)}</p>
          <${Score} value=${team.score} great />
        </div>
      </div>
    </div>
  `;
}

/** @param {{ view: WithItem<View> }} props */
function Results({ view }) {
  const { item, round } = view;
  if (item.tie_off && view.tie_off) return html`<${TieOffTable} view=${view} tieOff=${view.tie_off} brief />`;
  const judged = byStation(view).filter((team) => item.verdicts[team.id]);
  if (!judged.length) return null;
  if (round?.kind === "simultaneous") return html`<${Everyone} view=${view} teams=${judged} />`;
  const team = judged.find(({ id }) => id === item.answering) ?? judged[judged.length - 1];
  return html`<${One} view=${view} team=${team} ...${item.verdicts[team.id]} judged=${round?.kind === "judged"} />`;
}

/**
 * How many of the hall chose each option, 0 where nobody did.
 *
 * @param {ItemPart} item
 * @param {Record<string, number>} chosen
 */
const counted = (item, chosen) =>
  Object.fromEntries((item.question?.options ?? []).map(({ letter }) => [letter, chosen[letter] ?? 0]));

/**
 * The scene; the question without its key until the reveal, the count of a rapid run that is over.
 *
 * @param {{ view: View }} props
 */
export function Answer({ view: told }) {
  const { item } = told;
  if (!item?.question || !item.key) return html`<${Question} view=${told} />`;
  const view = /** @type {WithItem<View>} */ (told);
  if (item.run && item.answering && !item.voided) return html`<${RunOver} view=${view} run=${item.run} />`;
  const choice = item.question.options.length > 0;
  const hall = item.phones?.state === "shown" ? item.phones : null;
  const chosen = hall ? { options: counted(item, hall.chosen ?? {}) } : choicesOf(view);
  return html`
    <div class=${cls("answer", view.round?.kind === "simultaneous" && "answer-many", hall && "answer-phones")}>
      <${QuestionBody} question=${item.question} right=${choice ? item.key : null} chosen=${chosen?.options ?? null} people=${hall !== null}>
        ${!choice && html`<p class="answer-key"><small>${t("display.answer")}</small><b>${keyText(item.key)}</b></p>`}
        ${item.explanation && html`<p class="explanation">${item.explanation}</p>`}
      </${QuestionBody}>
      ${hall ? html`<${PhonesResult} phones=${hall} />` : html`<${Results} view=${view} />`}
    </div>
  `;
}
