/** Which team answers, what it is worth, and the clock: the bar above (on wide screens beside) a question. */

import { useUntil } from "/static/js/lib/clock.js";
import { cls } from "/static/js/lib/dom.js";
import { activeTeam, byStation, teamOf } from "/static/js/lib/lookup.js";
import { scoreText } from "/static/js/lib/points.js";
import { shownSeconds } from "/static/js/lib/time.js";
import { has, t } from "/static/js/lib/words.js";
import { ClockPill } from "/static/js/scenes/parts/countdown.js";
import { Line } from "/static/js/scenes/parts/fit.js";
import { Station } from "/static/js/scenes/parts/station.js";
import { html } from "/static/vendor/preact.js";

/** @param {{ view: WithItem<View> }} props */
function Who({ view }) {
  const { item } = view;
  const team = activeTeam(view) ?? (item.stage === "judged" ? teamOf(view, view.press?.winner) : null);
  if (!team) return html`<${Everybody} view=${view} />`;
  const namer = item.delegate && item.team !== team.id ? teamOf(view, item.team) : null;
  const second = namer ? t("display.named_by", { team: namer.name }) : item.member?.name;
  return html`
    <div class="turn-team">
      <${Station} team=${team} />
      <${Line} class="turn-name" text=${team.name} />
      ${second && html`<${Line} class="turn-member" text=${second} />`}
    </div>
  `;
}

/**
 * While teams may press: whether it has begun, shown by the plate's colour and its words.
 *
 * @param {{ press: PressPart }} props
 */
function Pressing({ press }) {
  const before = useUntil(press.state === "armed" ? press.opens_at : null);
  if (before > 0) return html`<div class="turn-team"><span class="turn-count num">${shownSeconds(before)}</span></div>`;
  const state = press.state === "fouled" ? "again" : press.state;
  const live = state === "armed" || state === "collecting";
  return html`<div class="turn-team"><span class=${cls("turn-name", live && "turn-armed")}>${t(`display.press.${state}`)}</span></div>`;
}

/**
 * All teams at once: a lamp for each station that has sent its answer.
 *
 * @param {{ view: WithItem<View> }} props
 */
function Everybody({ view }) {
  const { item, round } = view;
  if (item.stage === "audience")
    return html`<div class="turn-team"><span class="turn-name">${t("display.kind.audience")}</span></div>`;
  if (view.press && view.press.state !== "awarded") return html`<${Pressing} press=${view.press} />`;
  if (round?.kind !== "simultaneous")
    return html`<div class="turn-team"><span class="turn-name">${kindWords(round)}</span></div>`;
  return html`
    <div class="turn-team turn-all">
      <span class="turn-name">${t("display.answered", { n: item.answered.length, of: view.teams.length })}</span>
      <ul class="lamps" aria-hidden="true">
        ${byStation(view).map((team) => html`<li class=${item.answered.includes(team.id) ? "lamp lit num" : "lamp num"}>${team.station}</li>`)}
      </ul>
    </div>
  `;
}

/** @param {RoundPart | null} round */
const kindWords = (round) =>
  round && has(`display.kind.${round.kind}`) ? t(`display.kind.${round.kind}`) : (round?.name ?? "");

/** @param {{ item: ItemPart }} props */
function Worth({ item }) {
  if (item.stake)
    return html`<span class="worth worth-stake"><small>${t("display.stake")}</small><b class="num">${scoreText(item.stake)}</b></span>`;
  if (!item.points || item.points.right === "0") return null;
  return html`<span class="worth"><small>${t("display.worth")}</small><b class="num">${scoreText(item.points.right)}</b></span>`;
}

/**
 * While the judges mark: how many have handed in, where the rules show it.
 *
 * @param {{ item: ItemPart }} props
 */
function HandedIn({ item }) {
  const count = item.panel?.state === "open" ? item.panel.count : undefined;
  if (!count) return null;
  return html`<span class="worth"><small>${t("display.marks.given")}</small><b class="num">${t("display.marks.given_of", count)}</b></span>`;
}

/**
 * The bar for the current item.
 *
 * @param {{ view: WithItem<View> }} props
 */
export function Turn({ view }) {
  return html`
    <div class="turn">
      <${Who} view=${view} />
      <div class="turn-facts">
        <${Worth} item=${view.item} />
        <${HandedIn} item=${view.item} />
        <${ClockPill} clock=${view.clock} />
      </div>
    </div>
  `;
}
