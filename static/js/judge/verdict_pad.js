/**
 * The pad of verdicts.  A verdict is kept on this tablet before it is sent, and may be changed until the host decides.
 */

import { Refusal } from "/static/js/desk/notice.js";
import { TAKE_BACK_MS } from "/static/js/desk/take_back.js";
import { ownLetter, stateOf } from "/static/js/judge/verdict_state.js";
import { useTick } from "/static/js/lib/clock.js";
import { cls } from "/static/js/lib/dom.js";
import { live } from "/static/js/lib/live.js";
import { useLetters } from "/static/js/lib/live_hooks.js";
import { Sign, verdictSign } from "/static/js/lib/signs.js";
import { t } from "/static/js/lib/words.js";
import { html, useState } from "/static/vendor/preact.js";

/** @type {Verdict[]} */
const VERDICTS = ["right", "wrong", "timeout", "give_up", "void"];

/** @typedef {{ at: number, before: Verdict | null }} Cast a verdict given on this page, and the one before it */

/**
 * The keys and, below them, the state of the verdict.
 *
 * @param {{ view: WithItem<JudgeView> }} props
 */
export function VerdictPad({ view }) {
  const letters = useLetters();
  const [cast, setCast] = useState(/** @type {Cast | null} */ (null));
  const [error, setError] = useState(/** @type {CommandError | null} */ (null));
  const waiting = ownLetter(letters, view.item.no);
  const chosen = waiting?.command.verdict ?? view.me.verdict;
  const state = stateOf({ view, waiting });
  const locked = state === "locked";
  /** @param {Verdict} verdict */
  const give = async (verdict) => {
    if (locked || verdict === chosen) return;
    setError(null);
    setCast({ at: Date.now(), before: chosen });
    try {
      await live.command({ kind: "verdict.cast", verdict, item: view.item.no, question: view.item.question?.id });
    } catch (refused) {
      const said = /** @type {CommandError} */ (refused);
      if (said.code !== "superseded") setError(said);
    }
  };
  return html`<div class="pad">
    <div class="pad-keys" role="group" aria-label=${t("judge.pad")}>
      ${VERDICTS.map(
        (verdict) => html`<button
          key=${verdict}
          type="button"
          class=${cls("pad-key", `pad-${verdict}`, chosen === verdict && "chosen")}
          aria-pressed=${chosen === verdict ? "true" : "false"}
          aria-disabled=${locked ? "true" : "false"}
          onClick=${() => give(verdict)}
        >
          <${Sign} name=${verdictSign(verdict)} /><span>${t(`host.verdict.${verdict}`)}</span>
        </button>`,
      )}
    </div>
    <${State} state=${state} verdict=${chosen} />
    ${!locked && cast?.before && html`<${TakeBack} cast=${cast} onBack=${() => cast.before && give(cast.before)} />`}
    ${error && html`<${Refusal} error=${error} />`}
  </div>`;
}

/**
 * 草稿 → 已存本机 → 已送达 → 已锁定, in words and sign.
 *
 * @param {{ state: string, verdict: Verdict | null }} props
 */
function State({ state, verdict }) {
  return html`<p class=${`pad-state pad-state-${state}`} role="status" aria-live="polite">
    <i aria-hidden="true"></i>
    <b>${t(`judge.state.${state}`)}</b>
    <span>${verdict ? t(`judge.said.${state}`, { verdict: t(`host.verdict.${verdict}`) }) : t("judge.said.none")}</span>
  </p>`;
}

/**
 * For ten seconds one touch restores the verdict before it; later another key does the same.
 *
 * @param {{ cast: Cast, onBack: () => void }} props
 */
function TakeBack({ cast, onBack }) {
  useTick(250);
  const left = Math.ceil((cast.at + TAKE_BACK_MS - Date.now()) / 1000);
  if (left <= 0) return null;
  return html`<button type="button" class="pad-back" onClick=${onBack}>
    ${t("judge.back", { verdict: t(`host.verdict.${cast.before}`) })} <span aria-hidden="true">${left}</span>
  </button>`;
}
