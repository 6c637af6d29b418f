/** The chief judge's desk: the raw presses, the items played, the ranking, and the corrections of each. */

import { Arbiters } from "/static/js/chief/arbiters.js";
import { Items } from "/static/js/chief/items.js";
import { LockDialog } from "/static/js/chief/lock.js";
import { MarksWall, showsMarks } from "/static/js/chief/marks.js";
import { Ranking } from "/static/js/chief/ranking.js";
import { RulesDialog } from "/static/js/chief/rules.js";
import { ActionKey } from "/static/js/desk/action_key.js";
import { firstOf, offer, whyNot } from "/static/js/desk/actions.js";
import { ClockFace } from "/static/js/desk/clock_face.js";
import { Compared } from "/static/js/desk/compared.js";
import { useDesk } from "/static/js/desk/desk.js";
import { Header } from "/static/js/desk/header.js";
import { Log } from "/static/js/desk/log.js";
import { PanelNow } from "/static/js/desk/marks.js";
import { MoreDialog } from "/static/js/desk/more.js";
import { DoneNotice, RefusedNotice } from "/static/js/desk/notice.js";
import { Players, PlayersTable } from "/static/js/desk/players.js";
import { QuestionCard } from "/static/js/desk/question.js";
import { ThemeKey } from "/static/js/desk/theme.js";
import { UndoDialog, undo } from "/static/js/desk/undo.js";
import { Answerer, OpenAnswers, Outcomes, Verdicts } from "/static/js/desk/verdicts.js";
import { cls } from "/static/js/lib/dom.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

/**
 * The whole desk for a view.
 *
 * @param {{ view: DeskView, seat: string }} props
 */
export function ChiefDesk({ view, seat }) {
  const desk = useDesk(view);
  const { notice, dismiss } = desk.commands;
  return html`<div class="desk chief">
    <${Header} view=${view} seat=${seat} role=${t("common.role.chief")}>
      <${DoneNotice} notice=${notice} onUndo=${() => undo(view, desk)} onDismiss=${dismiss} />
      <${ThemeKey} />
    <//>
    <main class=${showsMarks(view) ? "chief-grid chief-grid-marks" : "chief-grid"}>
      <section class="panel chief-now" aria-label=${t("host.now")} tabindex="0">
        <h2>${t("host.now")}</h2>
        <${ClockFace} clock=${view.clock} />
        <${Answerer} view=${view} />
        <${Players} view=${view} desk=${desk} />
        <${Verdicts} view=${view} desk=${desk} />
        <${OpenAnswers} view=${view} desk=${desk} />
        <${Outcomes} view=${view} />
        <${Compared} view=${view} />
        <${Arbiters} view=${view} />
        ${(view.marks ?? view.item)?.panel?.state === "locked" && html`<${PanelNow} view=${view} />`}
        <${QuestionCard} view=${view} />
      </section>
      <${MarksWall} view=${view} desk=${desk} />
      <section class="panel chief-items" aria-label=${t("chief.items.title")} tabindex="0">
        <h2>${t("chief.items.title")}</h2>
        <${Items} view=${view} desk=${desk} />
      </section>
      <section class="panel chief-ranking" aria-label=${t("chief.ranking.title")} tabindex="0">
        <h2>${t("chief.ranking.title")}</h2>
        <${Ranking} view=${view} />
        <${PlayersTable} view=${view} />
        ${view.check_code && html`<p class="hint">${t("chief.lock.code", { code: view.check_code })}</p>`}
      </section>
      <section class="panel chief-log" aria-label=${t("host.tabs.log")} tabindex="0">
        <h2>${t("host.tabs.log")}</h2>
        <${Log} view=${view} actors />
      </section>
    </main>
    <${ChiefBar} view=${view} desk=${desk} />
    <${RefusedNotice} notice=${notice} onDismiss=${dismiss} />
    ${desk.overlay}
  </div>`;
}

/**
 * The key that opens the lock: highlighted when the lock is the next step, disabled with its reason until then.
 *
 * @param {{ view: DeskView, onClick: () => void }} props
 */
function LockKey({ view, onClick }) {
  const action = firstOf(view, "result.lock");
  const why = action ? whyNot(action) : t("host.phase.setup");
  const press = () => why || onClick();
  return html`<span class=${cls("action", why && "action-off")}>
    <button type="button" class=${cls("key", "chief-lock", action?.primary && "key-strong")} aria-disabled=${why ? "true" : "false"} aria-describedby="why-lock" title=${why || undefined} onClick=${press}>${t("chief.lock.key")}</button>
    <small id="why-lock" class=${why ? "why" : "visually-hidden"}>${why}</small>
  </span>`;
}

/**
 * The desk's own acts: points, undo, rules, the lock; the host's are behind 更多.
 *
 * @param {{ view: DeskView, desk: Desk }} props
 */
function ChiefBar({ view, desk }) {
  const points = firstOf(view, "points.adjust");
  const unlock = offer("result.unlock", { kind: "result.unlock" });
  return html`<footer class="bar bar-full chief-bar">
    ${
      view.locked
        ? html`<${ActionKey} action=${unlock} view=${view} desk=${desk} look="chief-lock" />`
        : html`<${LockKey} view=${view} onClick=${() => desk.show(LockDialog)} />`
    }
    <div class="bar-now">
      ${points && html`<${ActionKey} action=${points} view=${view} desk=${desk} />`}
      <button type="button" class="key" disabled=${view.locked} title=${view.locked ? t("host.locked") : undefined} onClick=${() => desk.show(RulesDialog)}>${t("chief.rules.key")}</button>
    </div>
    <div class="bar-always">
      <button type="button" class="key" onClick=${() => desk.show(UndoDialog)}>${t("host.undo.key")}</button>
      <button type="button" class="key" onClick=${() => desk.show(MoreDialog)}>${t("host.more.key")}</button>
    </div>
  </footer>`;
}
