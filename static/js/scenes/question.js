/** 题面: the question as it is read out, which team answers, and the clock. */

import { cls } from "/static/js/lib/dom.js";
import { activeTeam } from "/static/js/lib/lookup.js";
import { t } from "/static/js/lib/words.js";
import { withBlanks } from "/static/js/scenes/parts/blanks.js";
import { Fit, Line } from "/static/js/scenes/parts/fit.js";
import { Media } from "/static/js/scenes/parts/media.js";
import { Options } from "/static/js/scenes/parts/options.js";
import { PhonesAside } from "/static/js/scenes/parts/phones.js";
import { RunCount } from "/static/js/scenes/parts/run.js";
import { Score, scoreWord } from "/static/js/scenes/parts/score.js";
import { Chosen, StakeCards } from "/static/js/scenes/parts/stakes.js";
import { Station } from "/static/js/scenes/parts/station.js";
import { Turn } from "/static/js/scenes/parts/turn.js";
import { Performance } from "/static/js/scenes/performance.js";
import { Standby } from "/static/js/scenes/standby.js";
import { html, useState } from "/static/vendor/preact.js";

/** From the plainest to the tightest; with a key, the last resorts show the right options only. */
const ROOMY = ["", "q-two", "q-split", "q-split q-two"];
const TIGHT = ["q-tight", "q-tight q-two", "q-tight q-split", "q-tight q-columns"];
const KEY_ONLY = ["q-tight q-key", "q-tight q-key q-split"];
const NO_STEM = ["q-tight q-key q-no-stem"];
const TEXT_BELOW = ["q-tight q-key q-no-stem q-text-below"];

/** @param {{ clues: string[] }} props */
function Clues({ clues }) {
  if (!clues.length) return null;
  return html`<ol class="clues">${clues.map((clue) => html`<li>${clue}</li>`)}</ol>`;
}

/**
 * Where a picture of this width by height leaves the words most room: above them or in a slim column, no wider than the
 * picture is at its full height.
 *
 * @param {number} ratio
 */
const shapeOf = (ratio) => (ratio > 1.9 ? "q-banner" : ratio < 0.8 ? "q-upright" : "");
/** What a usual picture has, and one that has not come yet. */
const USUAL = 1;

/** The ratio of every picture that this page has shown: the words stand in their place at once when it comes again. */
const ratios = new Map();

/**
 * The body of a question; the answer scene draws the same with the key.
 *
 * @param {{
 *   question: QuestionPart,
 *   right?: string[] | null,
 *   chosen?: Record<string, number> | null,
 *   people?: boolean,
 *   children?: Child,
 * }} props
 */
export function QuestionBody({ question, right = null, chosen = null, people = false, children = null }) {
  const plain = !question.options.length && !question.clues.length;
  const layouts = plain
    ? [[""], ["q-tight", "q-tight q-columns"]]
    : [ROOMY, TIGHT, ...(right ? [KEY_ONLY, NO_STEM, TEXT_BELOW] : [])];
  const picture = question.media?.url;
  const [ratio, setRatio] = useState(ratios.get(picture) ?? USUAL);
  /** @param {number} measured */
  const sized = (measured) => {
    const told = shapeOf(measured) ? measured : USUAL;
    ratios.set(picture, told);
    setRatio(told);
  };
  const watch = JSON.stringify([question.id, question.clues.length, right, chosen, ratio]);
  return html`
    <div class=${cls("q-body", question.media && "q-with-media", shapeOf(ratio))} style=${{ "--ratio": ratio }}>
      ${question.media && html`<${Media} media=${question.media} alt=${t("display.picture")} sized=${sized} />`}
      <${Fit} class="q-words" most=${plain ? 9.5 : 8} layouts=${layouts} watch=${watch}>
        <p class="stem" lang="zh-Hans">${withBlanks(question.stem)}</p>
        <${Clues} clues=${question.clues} />
        <${Options} question=${question} right=${right} chosen=${chosen} people=${people} />
        ${children}
      </${Fit}>
    </div>
  `;
}

/**
 * While a team picks its stake there is no question yet: what it can choose, and who chose what before.
 *
 * @param {{ view: WithItem<View> }} props
 */
function Staking({ view }) {
  const team = activeTeam(view);
  const { choices = [], chosen = [] } = view.item.stakes ?? {};
  return html`
    <div class="staking">
      <p class="staking-words">${t(view.item.passed ? "display.passed" : "display.staking")}</p>
      <div class="staking-main">
        <div class="staking-side">
          <div class="staking-team">${team && html`<${Station} team=${team} /><${Line} text=${team.name} />`}</div>
          <p class="score-label">${scoreWord(view)}</p>
          <${Score} value=${team?.score ?? ""} great />
        </div>
        ${!view.item.passed && html`<${StakeCards} choices=${choices} />`}
      </div>
      <${Chosen} view=${view} chosen=${chosen} />
    </div>
  `;
}

/**
 * The scene; the stake or the pass while there is no question to read, a count beside it in a rapid run.
 *
 * @param {{ view: View }} props
 */
export function Question({ view }) {
  const { item } = view;
  if (!item) return html`<${Standby} view=${view} />`;
  if (item.stage === "staking" || item.passed) return html`<${Staking} view=${/** @type {WithItem<View>} */ (view)} />`;
  const body = item.question
    ? html`<${QuestionBody} key=${item.question.id} question=${item.question} />`
    : html`<${Performance} view=${/** @type {WithItem<View>} */ (view)} />`;
  return html`
    <div class="question">
      <${Turn} view=${view} />
      ${item.phones ? html`<div class="with-run with-phones">${body}<${PhonesAside} view=${view} phones=${item.phones} /></div>` : item.run ? html`<div class="with-run">${body}<${RunCount} run=${item.run} over=${item.stage !== "reading" && item.stage !== "answering"} /></div>` : body}
    </div>
  `;
}
