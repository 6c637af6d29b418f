/** The wall: judges and subjects of every stage of marks, by how far they are and never by mark. */

import { CallKey } from "/static/js/desk/call_key.js";
import { CampaignCalendar } from "/static/js/desk/campaign_calendar.js";
import { useGive } from "/static/js/desk/give.js";
import { SIGNS } from "/static/js/desk/mark_signs.js";
import { Refusal } from "/static/js/desk/notice.js";
import { ReviewHead } from "/static/js/desk/review_head.js";
import { SeatRequests } from "/static/js/desk/seat_requests.js";
import { ThemeKey } from "/static/js/desk/theme.js";
import { cls, onValue, seatId } from "/static/js/lib/dom.js";
import { t } from "/static/js/lib/words.js";
import { html, useState } from "/static/vendor/preact.js";

/**
 * The address of one of the chair's pages of forms.
 *
 * @param {ReviewChairView} view
 * @param {string} path
 */
const page = (view, path) => `/r/${view.review.id}/chair/${path}?seat=${seatId()}`;

/**
 * Stages that are being marked stand above those that are locked.
 *
 * @param {WallPart} a
 * @param {WallPart} b
 */
const openFirst = (a, b) => Number(a.locked) - Number(b.locked);

/** With more judges a cell shows its sign alone, and a line says what the signs mean. */
const MANY = 9;
const STATES = /** @type {(keyof typeof SIGNS)[]} */ (Object.keys(SIGNS));

/** @param {{ view: ReviewChairView, seat: string }} props */
export function Wall({ view, seat }) {
  const { walls, to_open, left } = view;
  return html`<div class="desk review-chair">
    <${ReviewHead} view=${view} seat=${seat} role="chair"><a class="key" href=${page(view, "recusals")}>${t("review_chair.recusals")}</a><${ThemeKey} /><//>
    <main class="review-walls">
      <${SeatRequests} view=${view} />
      ${left.map((one) => html`<p key=${one.award} class="hint" role="status">${one.deputies.length > 0 ? t("review_chair.left", { award: one.award_name, deputies: one.deputies.join(t("common.between")) }) : t("review_chair.left_to_nobody", { award: one.award_name })}</p>`)}
      ${walls.length + to_open.length + left.length === 0 && html`<p class="hint" role="status">${t("review_chair.nothing")}</p>`}
      ${[...walls].sort(openFirst).map((wall) => html`<${Stage} key=${`${wall.award} ${wall.stage}`} view=${view} wall=${wall} />`)}
      ${to_open.length > 0 && html`<section class="to-open"><h2>${t("review_chair.open_head")}</h2>${to_open.map((one) => html`<${ToOpen} key=${`${one.award} ${one.stage}`} view=${view} one=${one} />`)}</section>`}
      <${CampaignCalendar} />
    </main>
  </div>`;
}

/**
 * One stage of one award: the table, and the way to its lock or result.
 *
 * @param {{ view: ReviewChairView, wall: WallPart }} props
 */
function Stage({ view, wall }) {
  const label = `${wall.award_name} · ${wall.stage_name}`;
  const whole = wall.given === wall.expected;
  const many = wall.judges.length > MANY;
  return html`<section class=${cls("review-wall", many && "wall-many")} data-award=${wall.award}>
    <header>
      <h2>${wall.award_name}<small>${wall.stage_name}</small></h2>
      <p class="num">${t("review_chair.in", { given: wall.given, expected: wall.expected })}</p>
      <a class=${whole || wall.locked ? "key key-strong" : "key"} href=${page(view, `stage/${wall.stage}/${wall.award}`)}>${t(wall.locked ? "review_chair.result" : "review_chair.lock")}</a>
    </header>
    ${many && html`<p class="wall-legend">${STATES.map((state) => html`<span key=${state} class=${`cell cell-${state}`}><i aria-hidden="true">${SIGNS[state]}</i>${t(`review_chair.cell.${state}`)}</span>`)}</p>`}
    <div class="wall-scroll" tabindex="0" role="region" aria-label=${label}>
      <table>
        <thead><tr><td></td>${wall.judges.map((judge) => html`<${JudgeHead} key=${judge.judge} view=${view} judge=${judge} open=${!wall.locked} />`)}</tr></thead>
        <tbody>
          ${wall.subjects.map(
            (subject) => html`<tr key=${subject.item} class=${subject.over ? "wall-over" : ""}>
              <th scope="row"><a href=${page(view, `subject/${subject.item}`)}><i class="num">${subject.nomination}</i><span>${subject.name}</span>${subject.unit !== subject.name && html`<small>${subject.unit}</small>`}${subject.waiting > 0 && html`<em>${t("review_chair.waits_here", { count: subject.waiting })}</em>`}</a></th>
              ${subject.cells.map((cell, at) => html`<td key=${wall.judges[at].judge} class=${`cell cell-${cell}`} data-cell=${cell}><i aria-hidden="true">${cell === "none" ? "" : SIGNS[cell]}</i><span>${t(`review_chair.cell.${cell}`)}</span></td>`)}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

/**
 * A judge, how its tablet is connected, and a key that calls it while its sheets are missing.
 *
 * @param {{ view: ReviewChairView, judge: WallJudgePart, open: boolean }} props
 */
function JudgeHead({ view, judge, open }) {
  const device = view.presence.find(({ ticket }) => ticket === judge.judge)?.state ?? "never";
  return html`<th scope="col">
    <b>${judge.label}</b>
    <small class=${judge.pledged ? "pledged" : "unpledged"}>${t(judge.pledged ? "review_chair.pledged" : "review_chair.unpledged")}</small>
    <small class=${`device device-${device}`}>${t(`review_chair.device.${device}`)}</small>
    ${open && judge.missing > 0 && device === "ok" && html`<${CallKey} judge=${judge} />`}
  </th>`;
}

/** @param {{ view: ReviewChairView, one: ToOpenPart }} props */
function ToOpen({ view, one }) {
  const { give, busy, refused } = useGive();
  const [why, setWhy] = useState("");
  const unfinished = one.unfinished > 0;
  /** @param {Event} event */
  const open = (event) => {
    event.preventDefault();
    give({ kind: "judging.open", stage: one.stage, award: one.award, why, even_if_unfinished: unfinished });
  };
  return html`<form class="form" data-award=${one.award} onSubmit=${open}>
    <p><b>${one.award_name}</b> · ${one.stage_name} · ${t("review_chair.nominations", { count: one.nominations })}</p>
    ${unfinished && html`<label class="line"><span>${t("review_chair.open_unfinished", { count: one.unfinished })}</span><input required maxlength="300" value=${why} onInput=${onValue(setWhy)} /></label>`}
    ${refused && html`<${Refusal} error=${refused} />`}
    <a class="key" href=${page(view, `stage/${one.stage}/${one.award}`)}>${t("review_chair.open_more")}</a>
    <button type="submit" class="key key-strong" disabled=${busy}>${t("review_chair.open")}</button>
  </form>`;
}
