/** A mark sheet on a tablet: typed, handed in, taken back, corrected; it says how far it is. */

import { isWhole, sameMarks, totalOf } from "/static/js/desk/marks_keys.js";
import { Refusal } from "/static/js/desk/notice.js";
import { TAKE_BACK_MS } from "/static/js/desk/take_back.js";
import { useTick } from "/static/js/lib/clock.js";
import { live } from "/static/js/lib/live.js";
import { useLetters } from "/static/js/lib/live_hooks.js";
import { scoreText } from "/static/js/lib/points.js";
import { has, t } from "/static/js/lib/words.js";
import { useDraft } from "/static/js/marks/draft.js";
import { MarkPad } from "/static/js/marks/pad.js";
import { ReasonDialog } from "/static/js/marks/reason.js";
import { markLetter, sheetState } from "/static/js/marks/state.js";
import { html, useEffect, useState } from "/static/vendor/preact.js";

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
 * One mark sheet: the pad, the state, and the keys that hand it in, take it back, or ask for a correction.
 * `judge` is the id of the judge, `name` that of who is marked, `typing.current` the item while its sheet is half typed,
 * `words` the area with the words of the reasons.
 *
 * @param {{
 *   entry: SheetEntry,
 *   criteria: CriterionPart[],
 *   judge: string,
 *   name: string | undefined,
 *   typing?: { current: number | null },
 *   words?: string,
 * }} props
 */
export function Sheet({ entry, criteria, judge, name, typing = { current: null }, words = "judge.marks" }) {
  const letters = useLetters();
  const given = entry.sheet?.marks ?? {};
  const [marks, setMarks, ready, kept] = useDraft(entry.item, given);
  const [handed, setHanded] = useState(0);
  const [asking, setAsking] = useState(/** @type {"ask" | "recuse" | null} */ (null));
  const [refused, forget] = useRefusal(entry.item);
  const letter = markLetter(letters, entry.item);
  const state = sheetState({ entry, marks, letter });
  const wholly = isWhole(marks, criteria);
  typing.current = state === "draft" && !sameMarks(given, marks) ? entry.item : null;
  /**
   * @param {string} kind
   * @param {object} [more]
   * @param {string} [reason]
   */
  const give = (kind, more = {}, reason = "") => {
    forget();
    live
      .command(/** @type {Command} */ ({ kind, judge, item: entry.item, ...more }), {
        reason,
        item: entry.item,
      })
      .catch(() => {});
  };
  /** @param {Record<string, string>} next */
  const type = (next) =>
    setMarks(next, t("judge.marks.words", { team: name, list: Object.values(next).filter(Boolean) }));
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
      <${State} state=${state} kept=${kept} entry=${entry} letter=${letter} words=${words} text=${totalOf(marks, criteria)} />
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
      html`<${ReasonDialog} about=${asking} words=${words} onClose=${() => setAsking(null)} onGive=${(
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

/** @param {SheetEntry} entry */
function submitWord(entry) {
  if (entry.locked) return "judge.marks.submit_late";
  return entry.sheet?.state === "given" ? "judge.marks.submit_again" : "judge.marks.submit";
}

/**
 * The key of what is said beside a state, from the area `words` where that has words of its own for it.
 *
 * @param {string} words
 * @param {string} what
 */
const saying = (words, what) => (has(`${words}.said.${what}`) ? `${words}.said.${what}` : `judge.marks.said.${what}`);

/**
 * 草稿 → 已存本机 → 已送达 → 已锁定, in words and sign.
 *
 * @param {{
 *   state: ReturnType<typeof sheetState>,
 *   kept: boolean | null,
 *   entry: SheetEntry,
 *   letter: Letter | undefined,
 *   words: string,
 *   text: string,
 * }} props
 */
function State({ state, kept, entry, letter, words, text }) {
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
          ? saying(words, "correction")
          : saying(words, said),
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
