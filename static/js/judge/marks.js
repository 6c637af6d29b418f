/** Marking: who is being marked, very large; the question; the pad; and the state of the mark sheet. */

import { isWhole, sameMarks, totalOf } from "/static/js/desk/marks_keys.js";
import { Refusal } from "/static/js/desk/notice.js";
import { QuestionCard } from "/static/js/desk/question.js";
import { TAKE_BACK_MS } from "/static/js/desk/take_back.js";
import { useDraft } from "/static/js/judge/marks_draft.js";
import { OwnRanking } from "/static/js/judge/marks_own.js";
import { MarkPad } from "/static/js/judge/marks_pad.js";
import { ReasonDialog } from "/static/js/judge/marks_reason.js";
import { markLetter, sheetState } from "/static/js/judge/marks_state.js";
import { useTick } from "/static/js/lib/clock.js";
import { cls } from "/static/js/lib/dom.js";
import { live } from "/static/js/lib/live.js";
import { useLetters } from "/static/js/lib/live_hooks.js";
import { teamOf } from "/static/js/lib/lookup.js";
import { scoreText } from "/static/js/lib/points.js";
import { t } from "/static/js/lib/words.js";
import { html, useEffect, useRef, useState } from "/static/vendor/preact.js";

/**
 * What the server refused about the marks of item `no`, also to an earlier page; forgotten with the next try.
 *
 * @param {number} no
 */
function useRefusal(no) {
  const [refused, setRefused] = useState(/** @type {CommandError | null} */ (null));
  useEffect(() => {
    setRefused(null);
    return live.onRefusal(({ error, letter }) => letter.command.item === no && setRefused(error));
  }, [no]);
  return /** @type {const} */ ([refused, () => setRefused(null)]);
}

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
      ${entry && no === current && html`<details class="marks-question" open><summary>${t("judge.marks.question")}</summary><${QuestionCard} view=${view} /></details>`}
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
    ${entry.sheet?.state === "recused" ? html`<${Recused} />` : html`<${Sheet} view=${view} entry=${entry} typing=${typing} />`}`;
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
    ${member && html`<p>${t("host.member_seat", member)}</p>`}
    ${children}
  </header>`;
}

function Recused() {
  return html`<div class="marks-recused" role="status"><b>${t("judge.marks.recused")}</b><p>${t("judge.marks.recused_means")}</p></div>`;
}

/**
 * One item's mark sheet: the pad, the state, and the keys that hand it in, take it back, or ask for a correction.
 * `typing.current` holds the item while its mark sheet is half typed.
 *
 * @param {{ view: JudgeView, entry: MarkedPart, typing: { current: number | null } }} props
 */
function Sheet({ view, entry, typing }) {
  const letters = useLetters();
  const { criteria } = view.me;
  const given = entry.sheet?.marks ?? {};
  const [marks, setMarks, ready, kept] = useDraft(entry.item, given);
  const [handed, setHanded] = useState(0);
  const [asking, setAsking] = useState(/** @type {"ask" | "recuse" | null} */ (null));
  const [refused, forget] = useRefusal(entry.item);
  const letter = markLetter(letters, entry.item);
  const state = sheetState({ entry, marks, letter });
  const wholly = isWhole(marks, criteria);
  typing.current = state === "draft" && !sameMarks(given, marks) ? entry.item : null;
  const team = teamOf(view, entry.team);
  /**
   * @param {string} kind
   * @param {object} [more]
   * @param {string} [reason]
   */
  const give = (kind, more = {}, reason = "") => {
    forget();
    live
      .command(/** @type {Command} */ ({ kind, judge: view.me.ticket, item: entry.item, ...more }), {
        reason,
        item: entry.item,
      })
      .catch(() => {});
  };
  /** @param {Record<string, string>} next */
  const type = (next) =>
    setMarks(next, t("judge.marks.words", { team: team?.name, list: Object.values(next).filter(Boolean) }));
  const handIn = () => {
    setHanded(Date.now());
    give("mark.enter", { marks });
  };
  const abstain = () => {
    setHanded(Date.now());
    give("mark.abstain");
  };
  const withdraw = () => {
    setHanded(0);
    give("mark.withdraw");
  };
  const done = entry.locked && entry.sheet !== null;
  const correction = done && entry.sheet?.state === "given" && !sameMarks(given, marks);
  return html`<div class="marks-sheet">
    <${MarkPad} key=${ready} criteria=${criteria} marks=${marks} set=${type} off=${!ready || (done && entry.sheet?.state !== "given") || entry.voided}>
      <${State} state=${state} kept=${kept} entry=${entry} letter=${letter} text=${totalOf(marks, criteria)} />
      ${refused && html`<${Refusal} error=${refused} />`}
      <div class="marks-hand-in">
        ${
          done
            ? html`<button type="button" class="marks-submit" disabled=${!correction || !wholly || letter} onClick=${() => setAsking("ask")}>${t("judge.marks.ask")}</button>`
            : html`<button type="button" class="marks-submit" disabled=${!wholly || entry.voided || (state === "sent" && entry.sheet?.state === "given") || sends(letter, marks)} onClick=${handIn}>
              ${t(submitWord(entry))}
            </button>`
        }
        ${!entry.locked && (entry.sheet || letter) && html`<${TakeBack} since=${handed} onBack=${withdraw} />`}
      </div>
      ${
        !entry.locked &&
        !entry.sheet &&
        !letter &&
        html`<div class="marks-without">
        <button type="button" class="key" onClick=${abstain}>${t("judge.marks.abstain")}</button>
        <button type="button" class="key" onClick=${() => setAsking("recuse")}>${t("judge.marks.recuse")}</button>
      </div>`
      }
    <//>
    ${
      asking &&
      html`<${ReasonDialog} about=${asking} onClose=${() => setAsking(null)} onGive=${(
        /** @type {string} */ reason,
      ) => {
        setAsking(null);
        if (asking === "ask") give("mark.ask", { marks }, reason);
        else give("mark.recuse", {}, reason);
      }} />`
    }
  </div>`;
}

/**
 * The letter under way has the marks of the pad: there is nothing more to hand in.
 *
 * @param {Letter | undefined} letter
 * @param {Record<string, string>} marks
 */
const sends = (letter, marks) => letter?.command.kind === "mark.enter" && sameMarks(letter.command.marks, marks);

/** @param {MarkedPart} entry */
function submitWord(entry) {
  if (entry.locked) return "judge.marks.submit_late";
  return entry.sheet?.state === "given" ? "judge.marks.submit_again" : "judge.marks.submit";
}

/**
 * 草稿 → 已存本机 → 已送达 → 已锁定, in words and sign.
 *
 * @param {{
 *   state: ReturnType<typeof sheetState>,
 *   kept: boolean | null,
 *   entry: MarkedPart,
 *   letter: Letter | undefined,
 *   text: string,
 * }} props
 */
function State({ state, kept, entry, letter, text }) {
  const what = letter?.command.kind ?? "";
  const unkept = state === "draft" && kept === false ? "unkept" : state;
  const said = entry.sheet && entry.sheet.state !== "given" && state !== "kept" ? entry.sheet.state : unkept;
  const correction = entry.requests.some(({ kind }) => kind === "correction");
  return html`<p class=${`pad-state pad-state-${state}`} role="status" aria-live="polite" data-state=${state} data-kept=${kept === true}>
    <i aria-hidden="true"></i>
    <b>${t(`judge.marks.state.${state}`)}</b>
    <span>${t(
      state === "kept"
        ? `judge.marks.kept.${what.replace("mark.", "")}`
        : correction
          ? "judge.marks.said.correction"
          : `judge.marks.said.${said}`,
      {
        points: scoreText(entry.sheet?.total ?? "") || "–",
        typed: scoreText(text) || "–",
      },
    )}</span>
  </p>`;
}

/**
 * For ten seconds a highlighted key, then a plain one until the lock.
 *
 * @param {{ since: number, onBack: () => void }} props
 */
function TakeBack({ since, onBack }) {
  useTick(250);
  const left = Math.ceil((since + TAKE_BACK_MS - Date.now()) / 1000);
  return html`<button type="button" class=${left > 0 ? "pad-back" : "key marks-back"} onClick=${onBack}>
    ${t("judge.marks.back")} ${left > 0 && html`<span aria-hidden="true" class="num">${left}</span>`}
  </button>`;
}
