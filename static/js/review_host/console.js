/** The host of a review: one next thing to do, and what the hall sees.  Who comes next the server alone knows. */

import { CampaignCalendar } from "/static/js/desk/campaign_calendar.js";
import { useGive } from "/static/js/desk/give.js";
import { Refusal } from "/static/js/desk/notice.js";
import { ReviewHead } from "/static/js/desk/review_head.js";
import { ThemeKey } from "/static/js/desk/theme.js";
import { t } from "/static/js/lib/words.js";
import { Hall } from "/static/js/review_host/hall.js";
import { html, useLayoutEffect, useRef } from "/static/vendor/preact.js";

/** @param {{ view: ReviewHostView, seat: string }} props */
export function Console({ view, seat }) {
  return html`<div class="desk review-host">
    <${ReviewHead} view=${view} seat=${seat} role="host"><${ThemeKey} /><//>
    <main class="reveal-desk">
      <div class="reveal-work">${view.reveal ? html`<${Revealing} reveal=${view.reveal} />` : html`<${Choice} view=${view} /><${Cues} view=${view} /><${CampaignCalendar} />`}</div>
      <${Hall} view=${view} />
    </main>
  </div>`;
}

/** @param {{ view: ReviewHostView }} props */
function Choice({ view }) {
  const { give, busy, refused } = useGive();
  if (view.revealable.length === 0)
    return view.cues.length === 0 && html`<p class="hint" role="status">${t("review_screen.none")}</p>`;
  return html`<section class="reveal-choice">
    <h2>${t("review_screen.choose")}</h2>
    ${refused && html`<${Refusal} error=${refused} />`}
    ${view.revealable.map(({ award, award_name, total, shown }) => {
      const begin = (/** @type {number} */ from) => give({ kind: "reveal.begin", award, shown: from });
      const said = { award: award_name, count: total, shown, place: total - shown };
      const broken = shown > 0 && shown < total;
      return html`<div key=${award} class="reveal-award">
        <button type="button" class="key reveal-begin" disabled=${busy} onClick=${() => begin(broken ? shown : 0)}>
          <b>${t(broken ? "review_screen.go_on" : shown > 0 ? "review_screen.again" : "review_screen.begin", said)}</b><small>${t(broken ? "review_screen.count_left" : shown > 0 ? "review_screen.count_done" : "review_screen.count", said)}</small>
        </button>
        ${broken && html`<button type="button" class="key reveal-anew" disabled=${busy} onClick=${() => begin(0)}>${t("review_screen.from_start", said)}</button>`}
      </div>`;
    })}
  </section>`;
}

/**
 * The stages of a defence whose order may be drawn: not locked, and none of their subjects on the screen.
 *
 * @param {ReviewHostView} view
 */
const draws = ({ cues, on_stage: on }) =>
  cues.filter(
    (cue, at) =>
      !cue.locked &&
      cues.findIndex(({ award, stage }) => award === cue.award && stage === cue.stage) === at &&
      !cues.some(({ item, award, stage }) => item === on?.item && award === cue.award && stage === cue.stage),
  );

/**
 * 现场答辩: which subject the hall sees, and its marks once they are locked.
 *
 * @param {{ view: ReviewHostView }} props
 */
function Cues({ view }) {
  const { give, busy, refused } = useGive();
  const on = view.on_stage;
  const open = draws(view);
  if (view.cues.length === 0 && !on) return null;
  /**
   * @param {number | null} subject
   * @param {boolean} marks
   */
  const cue = (subject, marks) => give({ kind: "screen.cue", subject, marks });
  return html`<section class="cues">
    <h2>${t("review_screen.defence")}</h2>
    ${refused && html`<${Refusal} error=${refused} />`}
    ${
      open.length > 0 &&
      html`<details class="cues-draws"><summary>${t("review_screen.order")}</summary>${open.map(
        ({ stage, award, award_name, stage_name, drawn }) =>
          html`<button type="button" key=${`${award} ${stage}`} class="key" disabled=${busy} onClick=${() => give({ kind: "defence.draw", stage, award, order: [] })}>${t(drawn ? "review_screen.draw_again" : "review_screen.draw", { award: award_name, stage: stage_name })}</button>`,
      )}</details>`
    }
    <ol>
      <li><b>${t("review_screen.title")}</b><small></small><button type="button" class="key" aria-pressed=${on ? "false" : "true"} disabled=${busy} onClick=${() => cue(null, false)}>${t("review_screen.show")}</button></li>
      ${view.cues.map(
        ({ item, nomination, name, award_name, locked }) => html`<li key=${item}>
          <b>${nomination} ${name}</b><small>${award_name}</small>
          <button type="button" class="key" aria-pressed=${on?.item === item && !on.panel ? "true" : "false"} disabled=${busy} onClick=${() => cue(item, false)}>${t("review_screen.show")}</button>
          <button type="button" class="key" aria-pressed=${on?.item === item && on.panel ? "true" : "false"} title=${locked ? "" : t("review_screen.not_locked")} disabled=${busy || !locked} onClick=${() => cue(item, true)}>${t("review_screen.marks")}</button>
        </li>`,
      )}
    </ol>
  </section>`;
}

/**
 * The next winner by a touch or the space bar, back by a touch or the clicker's way back; `shown` in the command keeps
 * two touches from showing or taking back two.
 *
 * @param {{ reveal: RevealPart }} props
 */
function Revealing({ reveal }) {
  const { give, busy, refused } = useGive();
  const left = reveal.total - reveal.shown.length;
  const next = useRef(() => {});
  next.current = () => {
    if (left > 0) give({ kind: "reveal.next", shown: reveal.shown.length });
  };
  const back = useRef(() => {});
  back.current = () => {
    if (reveal.shown.length > 0) give({ kind: "reveal.back", shown: reveal.shown.length });
  };
  useLayoutEffect(() => {
    /** @param {KeyboardEvent} event */
    const onKey = (event) => {
      const step = event.repeat ? undefined : { " ": next, PageDown: next, PageUp: back }[event.key];
      if (!step) return;
      event.preventDefault();
      step.current();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  return html`<section class="reveal-now">
    <h2>${reveal.award_name}<small class="num">${t("review_screen.count_of", { shown: reveal.shown.length, total: reveal.total })}</small></h2>
    ${refused && html`<${Refusal} error=${refused} />`}
    <button type="button" class="marks-submit reveal-next" disabled=${busy || left === 0} onClick=${() => next.current()}>
      ${left > 0 ? t("review_screen.next", { place: reveal.next }) : t("review_screen.complete", { award: reveal.award_name })}
      ${left > 0 && html` <kbd>${t("review_screen.key")}</kbd>`}
    </button>
    <ol class="reveal-shown">
      ${[...reveal.shown].reverse().map(({ place, name, unit }) => html`<li key=${place}><b class="num">${t("review_screen.place", { place })}</b><span>${name}</span><small>${unit}</small></li>`)}
    </ol>
    ${
      reveal.shown.length > 0 &&
      html`<button type="button" class="key reveal-back" disabled=${busy} onClick=${() => back.current()}>${t("review_screen.back", { place: reveal.shown[reveal.shown.length - 1].place })} <kbd>${t("review_screen.back_key")}</kbd></button>`
    }
    <button type="button" class="key" disabled=${busy} onClick=${() => give({ kind: "reveal.end" })}>${t("review_screen.end")}</button>
  </section>`;
}
