/** 加赛: its teams by name, what it decides, and who was right turn by turn. */

import { cls } from "/static/js/lib/dom.js";
import { knownTeam } from "/static/js/lib/lookup.js";
import { Sign, verdictSign } from "/static/js/lib/signs.js";
import { widthInEm } from "/static/js/lib/text.js";
import { t } from "/static/js/lib/words.js";
import { decidesWords, placed } from "/static/js/scenes/course.js";
import { pageOf } from "/static/js/scenes/layout.js";
import { Fit, Line } from "/static/js/scenes/parts/fit.js";
import { PageMarks, usePages } from "/static/js/scenes/parts/pages.js";
import { Station } from "/static/js/scenes/parts/station.js";
import { html } from "/static/vendor/preact.js";

/** Rows of a page, the latest turns that a row has room for, and those beside a question. */
const ROWS = 5;
const TURNS = 5;
const TURNS_BRIEF = 2;
/** Beside a question names longer than this (in em) leave room for one turn. */
const LONG_NAME = 9;
/** Beside a question names longer than this share one column for the place of a team and, before it, its last turn. */
const LONGEST_NAME = 15;
/** So many teams leave room for the rules below them. */
const WITH_RULES = 3;

/** @param {{ verdict: Verdict | undefined }} props */
function Cell({ verdict }) {
  if (!verdict) return html`<span class="tie-cell"></span>`;
  const words = t(`display.verdict.${verdict}`);
  return html`<span class=${`tie-cell verdict-${verdict}`}><span class="verdict-sign"><${Sign} name=${verdictSign(verdict)} /></span><span class="visually-hidden">${words}</span></span>`;
}

/**
 * The teams and what they answered; `brief`: beside a question.
 *
 * @param {{ view: View, tieOff: TieOffPart, brief?: boolean }} props
 */
export function TieOffTable({ view, tieOff, brief = false }) {
  const rows = placed(tieOff);
  const pages = Math.ceil(rows.length / ROWS);
  const page = usePages(pages);
  const longest = Math.max(...rows.map(({ team }) => widthInEm(knownTeam(view, team).name)));
  const turns = tieOff.turns.slice(brief ? -(longest > LONG_NAME ? 1 : TURNS_BRIEF) : -TURNS);
  const some = rows.some(({ place }) => place !== null);
  const tight = brief && some && longest > LONGEST_NAME;
  const apart = some && !tight;
  const shape = `${turns.length} ${some} ${tight}`;
  return html`
    <div class=${cls("tie", brief && "tie-brief", apart && "tie-some", tight && "tie-tight")}>
      ${
        turns.length > 0 &&
        html`<div class="tie-row tie-head" aria-hidden="true">
        <span></span><span></span>
        <div class="tie-cells">${turns.map(({ no }) => html`<small class="tie-cell num" key=${no}>${t("display.turn_no", { no })}</small>`)}</div>
        ${apart && html`<span class="tie-place"></span>`}
      </div>`
      }
      ${pageOf(rows, page, Math.ceil(rows.length / pages)).map(({ team, place }) => {
        const one = knownTeam(view, team);
        const shown = place !== null && html`<b class="tie-place num">${t("display.place", { place })}</b>`;
        return html`
          <div class=${place === null ? "tie-row" : "tie-row tie-placed"} key=${`${team} ${shape}`}>
            <${Station} team=${one} />
            <${Line} class="tie-name" text=${one.name} />
            <div class="tie-cells">${(tight && shown) || turns.map(({ no, verdicts }) => html`<${Cell} key=${no} verdict=${verdicts[team]} />`)}</div>
            ${apart && (shown || html`<b class="tie-place"></b>`)}
          </div>
        `;
      })}
      <${PageMarks} page=${page} pages=${pages} />
    </div>
  `;
}

/**
 * The scene of its rules, and of its course.
 *
 * @param {{ view: View, round: RoundPart, tieOff: TieOffPart }} props
 */
export function TieOff({ view, round, tieOff }) {
  const decides = decidesWords(tieOff.places);
  const ruled = !tieOff.turns.length && tieOff.teams.length <= WITH_RULES;
  return html`
    <div class=${ruled ? "tie-scene tie-ruled" : "tie-scene"}>
      <h1 class="tie-title"><${Line} lines=${1} text=${decides || round.name} /></h1>
      <${TieOffTable} view=${view} tieOff=${tieOff} />
      ${ruled && html`<${Fit} class="rules-lines" most=${5.4} watch=${round.id}><ol>${round.intro.map((line) => html`<li>${line}</li>`)}</ol></${Fit}>`}
    </div>
  `;
}
