// The chief judge's desk: what the presses rest on, what was played, what it came to; and the last word on each.
import { html } from "/static/vendor/preact.js";
import { cls } from "/static/js/lib/dom.js";
import { t } from "/static/js/lib/words.js";
import { ActionKey } from "../desk/action_key.js";
import { firstOf, offer, whyNot } from "../desk/actions.js";
import { ClockFace } from "../desk/clock_face.js";
import { useDesk } from "../desk/desk.js";
import { Header } from "../desk/header.js";
import { Log } from "../desk/log.js";
import { PanelNow } from "../desk/marks.js";
import { Notice } from "../desk/notice.js";
import { QuestionCard } from "../desk/question.js";
import { ThemeKey } from "../desk/theme.js";
import { MoreDialog } from "../host/more.js";
import { undo, UndoDialog } from "../host/undo.js";
import { Answerer, OpenAnswers, Outcomes, Verdicts } from "../host/verdicts.js";
import { Arbiters } from "./arbiters.js";
import { Items } from "./items.js";
import { LockDialog } from "./lock.js";
import { MarksWall } from "./marks.js";
import { Ranking } from "./ranking.js";
import { RulesDialog } from "./rules.js";

/** The whole desk for a view. */
export function ChiefDesk({ view, seat }) {
  const desk = useDesk(view);
  return html`<div class="desk chief">
    <${Header} view=${view} seat=${seat} role=${t("common.role.chief")}><${ThemeKey} /><//>
    <main class="chief-grid">
      <section class="panel chief-now" aria-label=${t("host.now")}>
        <h2>${t("host.now")}</h2>
        <${ClockFace} clock=${view.clock} />
        <${Answerer} view=${view} />
        <${Verdicts} view=${view} desk=${desk} />
        <${OpenAnswers} view=${view} desk=${desk} />
        <${Outcomes} view=${view} />
        <${Arbiters} view=${view} />
        ${(view.marks ?? view.item)?.panel?.state === "locked" && html`<${PanelNow} view=${view} />`}
        <${QuestionCard} view=${view} />
      </section>
      <${MarksWall} view=${view} desk=${desk} />
      <section class="panel chief-items" aria-label=${t("chief.items.title")}>
        <h2>${t("chief.items.title")}</h2>
        <${Items} view=${view} desk=${desk} />
      </section>
      <section class="panel chief-ranking" aria-label=${t("chief.ranking.title")}>
        <h2>${t("chief.ranking.title")}</h2>
        <${Ranking} view=${view} />
        ${view.check_code && html`<p class="hint">${t("chief.lock.code", { code: view.check_code })}</p>`}
      </section>
      <section class="panel chief-log" aria-label=${t("host.tabs.log")} tabindex="0">
        <h2>${t("host.tabs.log")}</h2>
        <${Log} view=${view} actors />
      </section>
    </main>
    <${ChiefBar} view=${view} desk=${desk} />
    <${Notice} notice=${desk.orders.notice} onUndo=${() => undo(view, desk)} onDismiss=${desk.orders.dismiss} />
    ${desk.overlay}
  </div>`;
}

/** The key to the lock: bright when the lock is the next thing, and in its place with its reason until then. */
function LockKey({ view, onClick }) {
  const action = firstOf(view, "result.lock");
  const why = action ? whyNot(action) : t("host.phase.setup");
  const press = () => why || onClick();
  return html`<span class=${cls("action", why && "action-off")}>
    <button type="button" class=${cls("key", "chief-lock", action?.primary && "key-strong")} aria-disabled=${why ? "true" : "false"} aria-describedby="why-lock" title=${why || undefined} onClick=${press}>${t("chief.lock.key")}</button>
    <small id="why-lock" class=${why ? "why" : "visually-hidden"}>${why}</small>
  </span>`;
}

/** The desk's own acts: points, undo, rules, the lock; the host's are behind 更多. */
function ChiefBar({ view, desk }) {
  const points = firstOf(view, "points.adjust");
  const show = (Shown) => () => desk.open((close, now) => html`<${Shown} view=${now} desk=${desk} onClose=${close} />`);
  const unlock = offer("result.unlock", { kind: "result.unlock" }, { needs_reason: true });
  return html`<footer class="bar chief-bar">
    ${
      view.locked
        ? html`<${ActionKey} action=${unlock} view=${view} desk=${desk} look="chief-lock" />`
        : html`<${LockKey} view=${view} onClick=${show(LockDialog)} />`
    }
    <div class="bar-now">
      ${points && html`<${ActionKey} action=${points} view=${view} desk=${desk} />`}
      <button type="button" class="key" disabled=${view.locked} title=${view.locked ? t("host.locked") : undefined} onClick=${show(RulesDialog)}>${t("chief.rules.key")}</button>
    </div>
    <div class="bar-always">
      <button type="button" class="key" onClick=${show(UndoDialog)}>${t("host.undo.key")}</button>
      <button type="button" class="key" onClick=${show(MoreDialog)}>${t("host.more.key")}</button>
    </div>
  </footer>`;
}
