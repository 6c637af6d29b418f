/** 抢答结果: armed or not, who has it, by how much, who pressed too early. */

import { useUntil } from "/static/js/lib/clock.js";
import { knownTeam, teamOf } from "/static/js/lib/lookup.js";
import { Sign } from "/static/js/lib/signs.js";
import { shownSeconds } from "/static/js/lib/time.js";
import { t } from "/static/js/lib/words.js";
import { ClockPill } from "/static/js/scenes/parts/countdown.js";
import { Line } from "/static/js/scenes/parts/fit.js";
import { Station } from "/static/js/scenes/parts/station.js";
import { Standby } from "/static/js/scenes/standby.js";
import { html } from "/static/vendor/preact.js";

/**
 * "0.132" seconds from whole ms.
 *
 * @param {number} ms
 */
const seconds = (ms) => (ms / 1000).toFixed(3);

/** @param {{ view: View & { press: PressPart } }} props */
function Fouls({ view }) {
  const fouls = view.press.fouls.flatMap((id) => teamOf(view, id) ?? []);
  if (!fouls.length) return null;
  return html`
    <ul class="fouls">
      ${fouls.map((team) => html`<li class="foul"><${Sign} name="foul" /><b>${t("display.press.foul")}</b><span>${t("display.station", { no: team.station })}</span><${Line} text=${team.name} /></li>`)}
    </ul>
  `;
}

/** @param {{ view: View & { press: PressPart }, big: string, small?: string, mood: string }} props */
function Words({ view, big, small = "", mood }) {
  return html`
    <div class=${`press press-${mood}`}>
      <p class="press-big">${big}</p>
      ${small && html`<p class="press-small">${small}</p>`}
      <${ClockPill} clock=${view.clock} />
      <${Fouls} view=${view} />
    </div>
  `;
}

/** @param {{ view: View & { press: PressPart } }} props */
function Armed({ view }) {
  const before = useUntil(view.press.opens_at);
  if (before > 0)
    return html`<div class="press press-count"><p class="press-digit num" key=${shownSeconds(before)}>${shownSeconds(before)}</p></div>`;
  return html`<${Words} view=${view} mood="armed" big=${t("display.press.armed")} />`;
}

/**
 * By how much the winner leads, as far as every press in the record bears it out: "" where nothing can be said.
 *
 * @param {PressPart} press
 */
function leadOf(press) {
  if (press.close_call) return t("display.press.close_call");
  if (press.alone) return t("display.press.alone");
  return press.margin === null ? "" : t("display.press.margin", { s: seconds(press.margin) });
}

/** @param {{ view: View & { press: PressPart } }} props */
function Awarded({ view }) {
  const { press } = view;
  const lead = leadOf(press);
  const winner = knownTeam(view, press.winner);
  return html`
    <div class="press press-awarded">
      <${Station} team=${winner} size="xl" />
      <div class="press-winner">
        <p class="press-got">${t("display.press.got")}</p>
        <${Line} class="press-name" text=${winner.name} />
        ${lead && html`<p class=${press.close_call ? "press-close" : "press-margin"}>${lead}</p>`}
        <${ClockPill} clock=${view.clock} />
      </div>
    </div>
  `;
}

/** @type {Record<PressPart["state"], (props: { view: View & { press: PressPart } }) => Child>} */
const STATES = {
  waiting: ({ view }) =>
    html`<${Words} view=${view} mood="waiting" big=${t("display.press.waiting")} small=${t("display.press.waiting_small")} />`,
  armed: Armed,
  collecting: ({ view }) => html`<${Words} view=${view} mood="armed" big=${t("display.press.collecting")} />`,
  fouled: ({ view }) =>
    html`<${Words} view=${view} mood="fouled" big=${t(view.press.fouls.length ? "display.press.fouled" : "display.press.again")} />`,
  awarded: Awarded,
  lapsed: ({ view }) =>
    html`<${Words} view=${view} mood="waiting" big=${t("display.press.lapsed")} small=${t("display.press.lapsed_small")} />`,
};

/**
 * The scene; the title of the day where nobody may press.
 *
 * @param {{ view: View }} props
 */
export function Press({ view }) {
  if (!view.press) return html`<${Standby} view=${view} />`;
  const State = STATES[view.press.state];
  return html`<${State} view=${view} />`;
}
