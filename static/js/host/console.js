/** The host's console: it draws the view, with the primary action at its foot. */

import { ClockFace } from "/static/js/desk/clock_face.js";
import { Compared } from "/static/js/desk/compared.js";
import { CountsLink } from "/static/js/desk/counts_link.js";
import { useDesk } from "/static/js/desk/desk.js";
import { Header } from "/static/js/desk/header.js";
import { useKeys } from "/static/js/desk/keyboard.js";
import { Log } from "/static/js/desk/log.js";
import { PanelNow } from "/static/js/desk/marks.js";
import { DoneNotice, RefusedNotice } from "/static/js/desk/notice.js";
import { Answerers, Players, PlayersTable } from "/static/js/desk/players.js";
import { PressTable } from "/static/js/desk/press_table.js";
import { QuestionCard } from "/static/js/desk/question.js";
import { seatLink } from "/static/js/desk/seat_link.js";
import { SeatRequests } from "/static/js/desk/seat_requests.js";
import { ThemeKey } from "/static/js/desk/theme.js";
import { undo } from "/static/js/desk/undo.js";
import { Answerer, OpenAnswers, Outcomes, Verdicts } from "/static/js/desk/verdicts.js";
import { WaitingSheets } from "/static/js/desk/waiting_sheets.js";
import { Bar } from "/static/js/host/bar.js";
import { HelpDialog } from "/static/js/host/help.js";
import { hostKeys, stationKeys } from "/static/js/host/keyboard.js";
import { PhonesNow } from "/static/js/host/phones.js";
import { Pools } from "/static/js/host/pools.js";
import { usePrimary } from "/static/js/host/primary.js";
import { RevealNow } from "/static/js/host/reveal.js";
import { Programme, RoundCard } from "/static/js/host/rounds.js";
import { Screen } from "/static/js/host/screen.js";
import { Stakes } from "/static/js/host/stakes.js";
import { JudgesWall, TeamsWall } from "/static/js/host/teams_wall.js";
import { t } from "/static/js/lib/words.js";
import { html, useState } from "/static/vendor/preact.js";

/** @type {Record<string, (props: { view: DeskView, desk: Desk }) => Child>} */
const TABS = {
  log: ({ view }) => html`<${Log} view=${view} />`,
  pool: ({ view, desk }) => html`<${Pools} view=${view} desk=${desk} />`,
  rounds: ({ view }) => html`<${Programme} view=${view} />`,
  players: ({ view, desk }) =>
    html`<${PlayersTable} view=${view} /><${Answerers} view=${view} desk=${desk} items=${view.items} />`,
};

/**
 * The whole console for a view.  It keeps nothing but what is open on the screen, so a reload loses nothing.
 *
 * @param {{ view: DeskView, seat: string }} props
 */
export function Console({ view, seat }) {
  const desk = useDesk(view);
  const primary = usePrimary(view, desk);
  const { notice, dismiss } = desk.commands;
  const help = () => desk.show(HelpDialog);
  useKeys(hostKeys({ view, desk, primary, help }), desk.isOpen);
  return html`<div class="desk host">
    <${Header} view=${view} seat=${seat} role=${t("common.role.host")}>
      <${DoneNotice} notice=${notice} onUndo=${() => undo(view, desk)} onDismiss=${dismiss} />
      ${view.match.test && html`<a class="key" href=${seatLink(`/m/${view.match.id}/press-test`)}>${t("host.press_test")}</a>`}
      <${ThemeKey} />
      <button type="button" class="icon-key" aria-label=${t("host.help.title")} title=${t("host.help.title")} onClick=${help}>?</button>
    <//>
    <main class="host-grid">
      <div class="column column-now">
        <${Now} view=${view} desk=${desk} />
        <${Tabs} view=${view} desk=${desk} />
      </div>
      <section class="panel host-question" aria-label=${t("host.question.title")} tabindex="0"><${view.item?.question ? QuestionCard : RoundCard} view=${view} /></section>
      <div class="column column-hall">
        <${Screen} view=${view} desk=${desk} />
        <section class="panel host-wall" aria-label=${t("host.wall.title")} tabindex="0">
          <h2>${t("host.wall.title")}</h2>
          <${SeatRequests} view=${view} />
          <${TeamsWall} view=${view} desk=${desk} />
          <${JudgesWall} view=${view} />
        </section>
      </div>
    </main>
    <${Bar} view=${view} desk=${desk} primary=${primary} />
    <${RefusedNotice} notice=${notice} onDismiss=${dismiss} />
    ${desk.overlay}
  </div>`;
}

/**
 * What happens now: the clock, who answers, the stakes, the verdict, the presses.
 *
 * @param {{ view: DeskView, desk: Desk }} props
 */
function Now({ view, desk }) {
  return html`<section class="panel host-now" aria-label=${t("host.now")} tabindex="0">
    <h2 class="visually-hidden">${t("host.now")}</h2>
    <${ClockFace} clock=${view.clock} />
    <${Answerer} view=${view} />
    <${Players} view=${view} desk=${desk} hints />
    <${Stakes} key=${view.item?.no} view=${view} desk=${desk} />
    <${Verdicts} view=${view} desk=${desk} />
    <${OpenAnswers} view=${view} desk=${desk} />
    <${Outcomes} view=${view} />
    <${Compared} view=${view} />
    <${PhonesNow} view=${view} desk=${desk} />
    <${PanelNow} view=${view} />
    <${RevealNow} view=${view} />
    <${WaitingSheets} view=${view} desk=${desk} />
    <${CountsLink} view=${view} />
    ${view.press && html`<${PressWall} view=${view} />`}
  </section>`;
}

/** The switch for buzzers that type the number of their station on this computer. */
function StationKeys() {
  const [on, setOn] = useState(stationKeys.on);
  const turn = () => {
    stationKeys.turn();
    setOn(stationKeys.on);
  };
  return html`<label class="station-keys" title=${t("host.press.station_keys_hint")}>
    <input type="checkbox" checked=${on} onChange=${turn} /> ${t("host.press.station_keys")}
  </label>`;
}

/**
 * The order of presses with its margin, and a warning where the two best lie within their uncertainty.
 *
 * @param {{ view: DeskView & { press: PressPart } }} props
 */
function PressWall({ view }) {
  const { press } = view;
  return html`<div class="press-wall">
    <h3>${t("host.press.title")}<em class="tag">${t(`host.press.state.${press.state}`)}</em></h3>
    ${press.close_call && html`<p class="close-call" role="alert">${t("host.press.close_call", { margin: press.margin ?? 0 })}</p>`}
    <${PressTable} view=${view} />
    <${StationKeys} />
  </div>`;
}

/** @param {{ view: DeskView, desk: Desk }} props */
function Tabs({ view, desk }) {
  const [tab, setTab] = useState("log");
  const Shown = TABS[tab];
  const names = Object.keys(TABS).filter(
    (name) => (name !== "players" || view.best_player) && (name !== "pool" || !view.match.contest),
  );
  return html`<section class="panel host-tabs">
    <div class="tabs" role="tablist" aria-label=${t("host.tabs.title")}>
      ${names.map(
        (
          name,
        ) => html`<button type="button" role="tab" key=${name} id=${`tab-${name}`} aria-selected=${tab === name ? "true" : "false"} onClick=${() => setTab(name)}>
          ${t(`host.tabs.${name}`)}
        </button>`,
      )}
    </div>
    <div role="tabpanel" aria-labelledby=${`tab-${tab}`} tabindex="0" class="tab-panel"><${Shown} view=${view} desk=${desk} /></div>
  </section>`;
}
