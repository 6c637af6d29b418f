/**
 * The chief's table of marks: judges by the items of this round, each by its state; who is missing; what waits for a
 * second person; mark sheets from paper.  Before the lock there is no mark in it.
 */

import { CorrectionDialog, LiftDialog, SeatDialog } from "/static/js/chief/marks_paper.js";
import { ActionKey } from "/static/js/desk/action_key.js";
import { CallKey } from "/static/js/desk/call_key.js";
import { CountsLink } from "/static/js/desk/counts_link.js";
import { SIGNS } from "/static/js/desk/mark_signs.js";
import { seatLink } from "/static/js/desk/seat_link.js";
import { panelItems, WaitingSheets } from "/static/js/desk/waiting_sheets.js";
import { teamOf } from "/static/js/lib/lookup.js";
import { scoreText } from "/static/js/lib/points.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

/** The first of the actions that opens the panels of a whole round. */
const wholeRound = (/** @type {DeskView} */ view) => view.actions.find(({ id }) => id === "panel.open.round");

/** Whether there is anything about marks: a panel has sat, or one can. */
export const showsMarks = (/** @type {DeskView} */ view) => panelItems(view).length > 0 || Boolean(wholeRound(view));

/**
 * Nothing where no panel has sat and none can.
 *
 * @param {{ view: DeskView, desk: Desk }} props
 */
export function MarksWall({ view, desk }) {
  const items = panelItems(view);
  const whole = wholeRound(view);
  if (items.length === 0)
    return whole
      ? html`<section class="panel chief-marks" aria-label=${t("chief.marks.title")} tabindex="0"><h2>${t("chief.marks.title")}</h2><${OpenRound} view=${view} desk=${desk} action=${whole} /></section>`
      : null;
  const judges = new Map(items.flatMap(({ panel }) => panel.judges.map(({ judge, label }) => [judge, label])));
  const open = openItems(items, view);
  return html`<section class=${open.length > 0 ? "panel chief-marks chief-marks-open" : "panel chief-marks"} aria-label=${t("chief.marks.title")} tabindex="0">
    <h2>${t("chief.marks.title")}</h2>
    ${open.length > 0 && html`<${Now} view=${view} open=${open} desk=${desk} />`}
    <div class="table-scroll">
      <table class="marks-wall">
        <thead>
          <tr>
            <th scope="col">${t("chief.marks.judge")}</th>
            ${items.map((item) => html`<th scope="col" key=${item.no}>${t("chief.items.slot", { slot: item.slot })}<small>${teamOf(view, item.team)?.name}</small></th>`)}
          </tr>
        </thead>
        <tbody>
          ${[...judges].map(
            ([judge, label]) => html`<tr key=${judge}>
              <th scope="row">${label}<${Link} view=${view} judge=${judge} /></th>
              ${items.map((item) => html`<${Cell} key=${item.no} view=${view} desk=${desk} item=${item} judge=${judge} />`)}
            </tr>`,
          )}
        </tbody>
        <tfoot>
          ${
            items.some(({ panel }) => panel.audience) &&
            html`<tr>
            <th scope="row">${items.find(({ panel }) => panel.audience?.name)?.panel.audience?.name || t("host.counts.name")}</th>
            ${items.map(({ no, panel }) => html`<td key=${no} class="num">${audienceText(panel)}</td>`)}
          </tr>`
          }
          <tr>
            <th scope="row">${t("chief.marks.score")}</th>
            ${items.map(({ no, panel, voided }) => html`<td key=${no} class="num"><b>${voided ? t("host.voided") : scoreText(panel.score ?? "") || "–"}</b></td>`)}
          </tr>
        </tfoot>
      </table>
    </div>
    <${WaitingSheets} view=${view} desk=${desk} />
    <${CountsLink} view=${view} />
    ${whole?.enabled && html`<${OpenRound} view=${view} desk=${desk} action=${whole} />`}
    ${items.every(({ panel, voided }) => voided || panel.state === "locked") && html`<p class="marks-report"><a class="key" href=${seatLink(`/m/${view.match.id}/chief/judges`)} target="_blank">${t("chief.marks.report")}</a></p>`}
  </section>`;
}

/**
 * The count of the audience panel and the mark that it is; before the lock as the desk knows it.
 *
 * @param {PanelPart} panel
 */
function audienceText({ audience }) {
  if (!audience) return "";
  if (audience.state !== "given") return t(`host.counts.state.${audience.state}`);
  return `${audience.count} → ${scoreText(audience.total ?? "")}`;
}

/**
 * One judge's mark sheet of one item: its state, and from the lock on its total; the key leads to what may be done.
 *
 * @param {{ view: DeskView, desk: Desk, item: MarkedItem, judge: string }} props
 */
function Cell({ view, desk, item, judge }) {
  const seat = item.panel.judges.find((one) => one.judge === judge);
  if (!seat) return html`<td></td>`;
  const sheet = item.panel.sheets?.find((one) => one.judge === judge);
  const word = t(`host.marks.state.${seat.state}`);
  const open = item.panel.state === "open";
  const [Dialog, means] = open
    ? seat.state === "recused"
      ? [LiftDialog, "chief.marks.lift.title"]
      : [SeatDialog, "chief.marks.seat_means"]
    : [CorrectionDialog, "chief.marks.correct"];
  const may = !item.voided && (open ? openItems([item], view).length > 0 : sheet?.state === "given");
  const show = () => desk.show(Dialog, { no: item.no, judge });
  const face = html`<i aria-hidden="true">${SIGNS[seat.state]}</i><span>${word}</span>${sheet?.total && html`<b class=${sheet.dropped ? "num dropped" : "num"}>${scoreText(sheet.total)}</b>`}${seat.source === "paper" && html`<em class="tag">${t("chief.marks.paper")}</em>`}`;
  return html`<td class=${`mark-cell mark-${seat.state}`}>
    ${may ? html`<button type="button" onClick=${show} title=${t(means)}>${face}</button>` : html`<span class="mark-face">${face}</span>`}
  </td>`;
}

/**
 * The items whose marks are still open: the one before the panel, or all of a round that is marked together.
 *
 * @param {MarkedItem[]} items
 * @param {DeskView} view
 */
const openItems = (items, view) =>
  items.filter(
    ({ no, panel, voided, verdicts }) =>
      panel.state === "open" && !voided && Object.keys(verdicts).length === 0 && (panel.whole || no === view.item?.no),
  );

/**
 * The key that lets a whole round be marked together.
 *
 * @param {{ view: DeskView, desk: Desk, action: ActionPart }} props
 */
function OpenRound({ view, desk, action }) {
  return html`<div class="marks-round"><${ActionKey} action=${action} view=${view} desk=${desk} label=${t("chief.marks.open_round")} /><small>${t("chief.marks.open_means")}</small></div>`;
}

/**
 * The open panels: how many mark sheets are in, who is missing for whom, a call to each, and the keys that lock.
 *
 * @param {{ view: DeskView, open: MarkedItem[], desk: Desk }} props
 */
function Now({ view, open, desk }) {
  const seats = open.flatMap(({ panel, team }) => panel.judges.map((seat) => ({ ...seat, team })));
  const missing = seats.filter(({ state }) => state === "missing");
  const judges = [...new Map(missing.map((seat) => [seat.judge, seat])).values()];
  const whole = open.some(({ panel }) => panel.whole);
  const waits = view.actions.some(({ id, why }) => id in LOCKS && why === "panel-waits");
  /** @param {{ judge: string }} seat */
  const lacks = ({ judge }) =>
    missing
      .filter((seat) => seat.judge === judge)
      .map(({ team }) => teamOf(view, team)?.name)
      .join(t("common.between"));
  return html`<div class="marks-now">
    ${whole && html`<p>${t("chief.marks.round_open", { count: open.length })}</p>`}
    <p role="status">${missing.length === 0 ? t("chief.marks.all_in") : t("chief.marks.missing", { count: missing.length, all: seats.length })}</p>
    ${whole && judges.length > 0 && html`<ul class="marks-lacks">${judges.map((seat) => html`<li key=${seat.judge}>${t("chief.marks.round_missing", { judge: seat.label, teams: lacks(seat) })}</li>`)}</ul>`}
    ${waits && html`<p class="hint">${t("chief.marks.waits")}</p>`}
    <div class="marks-calls">${judges.map((seat) => html`<${CallKey} key=${seat.judge} judge=${seat} />`)}</div>
    <div class="marks-locks">${locksOf(view, missing).map(([action, label]) => html`<${ActionKey} key=${action.id} action=${action} view=${view} desk=${desk} label=${label} />`)}</div>
  </div>`;
}

/** @type {Record<string, string>} */
const LOCKS = {
  "panel.lock": "",
  "panel.lock.missing": "lock_missing",
  "panel.lock.round": "lock_round",
  "panel.lock.round.missing": "lock_round_missing",
};

/**
 * The keys that lock, each with its words: those of one item only while its marks are given, those without waiting
 * only while somebody is missing.
 *
 * @param {DeskView} view
 * @param {unknown[]} missing
 * @returns {[action: ActionPart, label: string | undefined][]}
 */
function locksOf(view, missing) {
  const marking = view.match.stage === "marking";
  /** @param {{ id: string }} action */
  const fits = ({ id }) =>
    id in LOCKS && (id.includes("round") || marking) && (!id.endsWith("missing") || missing.length > 0);
  return view.actions
    .filter(fits)
    .map((action) => [action, LOCKS[action.id] ? t(`chief.marks.${LOCKS[action.id]}`) : undefined]);
}

/** @param {{ view: DeskView, judge: string }} props */
function Link({ view, judge }) {
  const state = view.presence.find(({ ticket }) => ticket === judge)?.state ?? "never";
  return html`<small class=${`link link-${state}`}><i aria-hidden="true"></i><span class="visually-hidden">${t(`host.link.${state}`, { rtt: "" })}</span></small>`;
}
