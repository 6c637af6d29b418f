/** 作答: big options, blanks or a text; every change is kept here first, then sent; the last one in time counts. */

import { cls } from "/static/js/lib/dom.js";
import { live } from "/static/js/lib/live.js";
import { Sign } from "/static/js/lib/signs.js";
import { isLong } from "/static/js/lib/text.js";
import { remainingOf } from "/static/js/lib/time.js";
import { t } from "/static/js/lib/words.js";
import { typedInto } from "/static/js/team/composing.js";
import { useDraft } from "/static/js/team/draft.js";
import { Poster, Stem, TabletClock } from "/static/js/team/parts.js";
import { answerState, toggled } from "/static/js/team/states.js";
import { html, useEffect, useState } from "/static/vendor/preact.js";

const CONFIRM_MS = 4_000;
const SPLASH_MS = 1_500;
/** @type {Record<string, string>} */
const LETTER_SIGNS = { T: "right", F: "wrong" };

/**
 * A letter, or the sign of right and wrong where the question is one of these.
 *
 * @param {{ letter: string, type: QuestionType }} props
 */
export function OptionLetter({ letter, type }) {
  return html`<b class="t-letter">${type === "true_false" ? html`<${Sign} name=${LETTER_SIGNS[letter]} />` : letter}</b>`;
}

/**
 * @typedef {{
 *   question: QuestionPart,
 *   answer: string[],
 *   off: boolean,
 *   change: (answer: string[], typed?: boolean) => void,
 * }} FormProps
 */

/** @param {FormProps} props */
function Choices({ question, answer, off, change }) {
  const several = question.type === "multiple";
  return html`
    <ul class=${`t-options ${question.type === "true_false" ? "t-options-two" : ""}`} role=${several ? "group" : "radiogroup"} aria-label=${t("team.options")} tabindex=${off ? 0 : undefined}>
      ${question.options.map(({ letter, text }) => {
        const chosen = answer.includes(letter);
        return html`
          <li key=${letter} role="none">
            <button type="button" class=${`t-option ${chosen ? "t-option-on" : ""}`} role=${several ? "checkbox" : "radio"}
              aria-checked=${chosen ? "true" : "false"} disabled=${off} onClick=${() => change(toggled(answer, letter, question.type))}>
              <${OptionLetter} letter=${letter} type=${question.type} /><span lang="zh-Hans">${text}</span>${chosen && html`<${Sign} name="right" />`}
            </button>
          </li>
        `;
      })}
    </ul>
  `;
}

/**
 * A box for text.  What an input method has not committed yet is shown and does not count, see `typedInto`.
 *
 * @param {{
 *   tag?: "input" | "textarea",
 *   text: string,
 *   off: boolean,
 *   write: (text: string) => void,
 *   [attribute: string]: unknown,
 * }} props `text`: what is committed
 */
function TextBox({ tag = "input", text, off, write, ...attributes }) {
  const [shown, setShown] = useState(/** @type {string | null} */ (null));
  useEffect(() => {
    if (off) setShown(null);
  }, [off]);
  /** @param {FieldEvent & { isComposing?: boolean }} event */
  const typed = (event) => {
    const now = typedInto(event, off);
    setShown(now.shown);
    if (now.commit !== null) write(now.commit);
  };
  // In small letters: elements have no properties for these two events, and Preact then takes their names as written.
  return html`<${tag} ...${attributes} onInput=${typed} oncompositionstart=${typed} oncompositionend=${typed} value=${shown ?? text} disabled=${off} />`;
}

/** @param {FormProps} props */
function Blanks({ answer, off, change }) {
  /**
   * @param {number} at
   * @param {string} text
   */
  const write = (at, text) =>
    change(
      answer.map((old, i) => (i === at ? text : old)),
      true,
    );
  return html`
    <div class="t-blanks">
      ${answer.map(
        (text, i) => html`
        <label key=${i} class="t-field"><span>${t("team.blank", { no: i + 1 })}</span>
          <${TextBox} text=${text} off=${off} write=${(/** @type {string} */ value) => write(i, value)}
            type="text" maxlength="200" autocomplete="off" autocorrect="off" spellcheck=${false} />
        </label>
      `,
      )}
    </div>
  `;
}

/** @param {FormProps} props */
function Words({ answer, off, change }) {
  return html`
    <label class="t-field t-field-tall"><span>${t("team.write")}</span>
      <${TextBox} tag="textarea" text=${answer[0] ?? ""} off=${off} write=${(/** @type {string} */ value) => change([value], true)} maxlength="500" />
    </label>
  `;
}

/** @type {Record<QuestionType, string>} */
const HINTS = {
  single: "choose",
  multiple: "choose_several",
  true_false: "choose",
  fill: "write",
  short: "write",
};

/** @type {Record<QuestionType, (props: FormProps) => Child>} */
const FORMS = { single: Choices, multiple: Choices, true_false: Choices, fill: Blanks, short: Words };

/**
 * 回答完毕, pressed twice within four seconds: no dialog, and a stray touch does not lock.
 *
 * @param {{ off: boolean, finish: () => void }} props
 */
function Finish({ off, finish }) {
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    if (!asked) return undefined;
    const timer = setTimeout(() => setAsked(false), CONFIRM_MS);
    return () => clearTimeout(timer);
  }, [asked]);
  const press = () => (asked ? finish() : setAsked(true));
  return html`
    <button type="button" class=${`t-finish ${asked ? "t-finish-asked" : ""}`} disabled=${off} onClick=${press}>
      ${t(asked ? "team.finish_again" : "team.finish")}
    </button>
  `;
}

const STATE_SIGNS = {
  none: "hand",
  draft: "none",
  saved: "clock",
  sent: "right",
  locked: "lock",
  undelivered: "wrong",
};

/**
 * 草稿 → 已存本机 → 已送达 → 已锁定; 未送达 where the time was up before.
 *
 * @param {{ state: ReturnType<typeof answerState> }} props
 */
export function AnswerState({ state }) {
  return html`<p class=${`t-state t-state-${state}`} role="status"><${Sign} name=${STATE_SIGNS[state]} /> ${t(`team.state.${state}`)}</p>`;
}

/**
 * Draw once more at the deadline, so that what can no longer count can no longer be chosen.
 *
 * @param {ClockPart | null} clock
 */
function useOver(clock) {
  const [, redraw] = useState(0);
  const left = remainingOf(clock, live.now());
  useEffect(() => {
    if (clock?.state !== "running" || left === 0) return undefined;
    const timer = setTimeout(() => redraw((n) => n + 1), (left ?? 0) + 20);
    return () => clearTimeout(timer);
  }, [clock?.deadline, clock?.state]);
  return clock?.state === "running" && left === 0;
}

/**
 * The picture; a spoken answer has no form.
 *
 * @param {{ view: WithItem<TeamView> }} props
 */
export function Answer({ view }) {
  const { item, me, round, clock } = view;
  const { question } = item;
  const draft = useDraft(view);
  const over = useOver(clock);
  const [splash, setSplash] = useState(Boolean(view.press) && round?.kind !== "simultaneous");
  useEffect(() => {
    const timer = setTimeout(() => setSplash(false), SPLASH_MS);
    return () => clearTimeout(timer);
  }, []);
  if (splash)
    return html`<${Poster} mood="won" sign="right" word=${t("team.press.won")} small=${t("team.press.won_small")} />`;
  const spoken = round?.kind !== "simultaneous";
  const off = over || clock?.state === "paused";
  const state = answerState({ ...draft, me, closed: over });
  const Form = question && !(spoken && question.type === "short") ? FORMS[question.type] : null;
  const hint = over ? "over" : spoken ? "spoken" : question ? HINTS[question.type] : "choose";
  return html`
    <section class=${cls("answer", view.press && "answer-won", !Form && "answer-plain", isLong(question) && "answer-dense")}>
      <div class="answer-body">
        <header class="answer-head">
          <p class="answer-hint">${view.press && html`<b>${t("team.press.won")}</b> `}${item.member && html`<b>${item.member.name}</b> `}${t(`team.hint.${hint}`)}</p>
          <${TabletClock} clock=${clock} />
        </header>
        <${Stem} question=${question} />
        ${Form && html`<${Form} question=${question} answer=${draft.answer} off=${off} change=${draft.change} />`}
      </div>
      <footer class="answer-foot">
        <${AnswerState} state=${state} />
        ${draft.error && html`<p class="t-error" role="alert"><b>${draft.error.message}</b> ${draft.error.next}</p>`}
        <${Finish} off=${off || (!spoken && draft.answer.every((text) => text === ""))} finish=${draft.finish} />
      </footer>
    </section>
  `;
}
