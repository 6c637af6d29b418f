/** Marking: who is being marked, very large; the question; the pad; and the state of the mark sheet. */

import { QuestionCard } from "/static/js/desk/question.js";
import { OwnRanking } from "/static/js/judge/marks_own.js";
import { cls } from "/static/js/lib/dom.js";
import { teamOf } from "/static/js/lib/lookup.js";
import { pieceOf } from "/static/js/lib/piece.js";
import { t } from "/static/js/lib/words.js";
import { Sheet } from "/static/js/marks/sheet.js";
import { html, useEffect, useRef, useState } from "/static/vendor/preact.js";

/**
 * The tablet in a round that judges mark: the current item while its panel sits, or an item that the judge has turned
 * back to; `children` stand in between, when nothing is to be marked.  When the next team comes, a mark sheet that is
 * half typed and still open stays: the team is announced, and the judge turns to it.
 *
 * @param {{ view: JudgeView, children?: Child }} props
 */
export function Marks({ view, children }) {
  const current = view.item?.panel && view.me.panel ? view.item.no : null;
  const typing = useRef(/** @type {number | null} */ (null));
  const [turned, setTurned] = useState(
    /** @type {{ at: number | null, to: number | null }} */ ({ at: current, to: null }),
  );
  /** @param {number | null} no */
  const open = (no) => view.me.marked.some(({ item, locked, voided }) => item === no && !locked && !voided);
  const to = turned.at === current ? turned.to : open(typing.current) ? typing.current : null;
  useEffect(() => setTurned({ at: current, to }), [current]);
  const no = to ?? current;
  const entry = view.me.marked.find(({ item }) => item === no);
  const next = no !== current && view.me.marked.find(({ item }) => item === current);
  /** @param {number | null} item */
  const turn = (item) => setTurned({ at: current, to: item === to || item === current ? null : item });
  return html`<section class=${cls("marks", !entry && "marks-between")}>
    ${entry ? html`<${One} key=${no} view=${view} entry=${entry} typing=${typing}>${next && html`<${Next} team=${teamOf(view, next.team)} onTurn=${() => turn(current)} />`}<//>` : html`<div class="marks-pause">${children}</div>`}
    <aside class="marks-aside">
      <${OwnRanking} view=${view} no=${no} onTurn=${turn} />
      ${entry && no === current && view.item?.question && html`<details class="marks-question" open><summary>${t("judge.marks.question")}</summary><${QuestionCard} view=${view} /></details>`}
    </aside>
  </section>`;
}

/**
 * The team whose turn it is meanwhile.
 *
 * @param {{ team: TeamPart | null, onTurn: () => void }} props
 */
function Next({ team, onTurn }) {
  return html`<button type="button" class="key marks-next" onClick=${onTurn}>${t("judge.marks.next", { team: team?.name })}</button>`;
}

/**
 * One item: its team, and its mark sheet.
 *
 * @param {{ view: JudgeView, entry: MarkedPart, typing: { current: number | null }, children?: Child }} props
 */
function One({ view, entry, typing, children }) {
  return html`<${Whom} view=${view} entry=${entry}>${children}<//>
    ${entry.sheet?.state === "recused" ? html`<${Recused} />` : html`<${Sheet} entry=${entry} criteria=${view.me.criteria} judge=${view.me.ticket} name=${teamOf(view, entry.team)?.name} typing=${typing} />`}`;
}

/**
 * Station, team and seat, large enough to read at arm's length.
 *
 * @param {{ view: JudgeView, entry: MarkedPart, children?: Child }} props
 */
function Whom({ view, entry, children }) {
  const team = teamOf(view, entry.team);
  const member = entry.item === view.item?.no ? view.item.member : null;
  return html`<header class="marks-whom">
    <small>${t(entry.locked && entry.sheet ? "judge.marks.whom_locked" : "judge.marks.whom", { slot: entry.slot })}</small>
    <h2><i class="num">${team?.station}</i><span>${team?.name}</span></h2>
    ${pieceOf(team) && html`<p>${pieceOf(team)}</p>`}
    ${member && html`<p>${t("host.member_seat", member)}</p>`}
    ${children}
  </header>`;
}

function Recused() {
  return html`<div class="marks-recused" role="status"><b>${t("judge.marks.recused")}</b><p>${t("judge.marks.recused_means")}</p></div>`;
}
