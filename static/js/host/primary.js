/** The primary action, and the guard against giving the one after it by the same touch. */

import { actionLabel, primaryOf, whyNot } from "/static/js/desk/actions.js";
import { byHandOnly } from "/static/js/desk/confirm_state.js";
import { cls, releaseFocus } from "/static/js/lib/dom.js";
import { has, t } from "/static/js/lib/words.js";
import { html, useEffect, useRef, useState } from "/static/vendor/preact.js";

/** @typedef {ReturnType<typeof usePrimary>} Primary */

/** After the primary action changed, a key or touch within this time was meant for the one before it. */
const SETTLE_MS = 450;

/**
 * The primary action of the view with `press()`, which does nothing right after the action has changed; `key()` is the
 * same for keys and clickers, which may not start every action.
 *
 * @param {DeskView} view
 * @param {Desk} desk
 */
export function usePrimary(view, desk) {
  const action = view ? primaryOf(view) : undefined;
  const id = action ? `${action.id}:${view.item?.no ?? 0}` : "";
  const changed = useRef({ id, at: performance.now() });
  const [, redraw] = useState(0);
  if (changed.current.id !== id) changed.current = { id, at: performance.now() };
  const settlesIn = () => changed.current.at + SETTLE_MS - performance.now();
  const settling = settlesIn() > 0;
  useEffect(() => {
    const timer = settling ? setTimeout(() => redraw((n) => n + 1), settlesIn() + 1) : undefined;
    return () => clearTimeout(timer);
  });
  const press = () => {
    if (action?.enabled && !desk.commands.busy && settlesIn() <= 0) desk.use(action);
  };
  return { action, press, key: () => byHandOnly(action) || press(), settling };
}

/**
 * What the primary action leads to; the answer clock after a press is started by another cue than the reading.
 *
 * @param {DeskView} view
 * @param {ActionPart} action
 */
function nextWords(view, action) {
  const scene = `host.next_scene.${action.command.scene}`;
  if (action.command.kind === "scene.show" && has(scene)) return scene;
  const cued = `host.next_${view.match.stage}.${action.command.kind}`;
  return has(cued) ? cued : `host.next.${action.command.kind}`;
}

/**
 * What the match waits for where nothing is to be done; a panel's score is entered, not judged.
 *
 * @param {DeskView} view
 */
function waitingFor({ match, round, actions }) {
  if (match.phase === "locked") return "locked";
  if (actions.some(({ id, why }) => id === "panel.lock" && why.startsWith("counts-"))) return "counts";
  if (match.stage !== "answering") return match.stage;
  if (round?.kind === "judged") return "marks";
  if (round?.kind !== "simultaneous") return "answering";
  return actions.some(({ command, enabled }) => enabled && command.kind === "answer.judge") ? "compare" : "together";
}

/**
 * How many of the teams that play have handed in.
 *
 * @param {DeskView} view
 */
function handedIn({ item, teams }) {
  const all = teams.filter((team) => !team.out).length;
  return { given: item?.answered.length ?? 0, all };
}

/**
 * The big key of the bar.  Where nothing is to be done it says what the match is waiting for.
 *
 * @param {{ view: DeskView, desk: Desk, primary: Primary }} props
 */
export function PrimaryKey({ view, desk, primary }) {
  const { action, press, settling } = primary;
  if (!action)
    return html`<p class="primary primary-waiting" role="status">${t(`host.waiting.${waitingFor(view)}`, handedIn(view))}</p>`;
  const why = whyNot(action);
  const busy = desk.commands.busy === action.id;
  /** @param {ElementEvent<MouseEvent, HTMLElement>} event */
  const click = (event) => {
    releaseFocus(event);
    press();
  };
  return html`<button
    type="button"
    class=${cls("primary", settling && "primary-settling", busy && "primary-busy")}
    aria-disabled=${why || desk.commands.busy ? "true" : "false"}
    data-action=${action.id}
    onClick=${click}
  >
    <span class="primary-label">${actionLabel(action, view)}</span>
    <small>${why || (busy ? t("host.sending") : t(nextWords(view, action)))}</small>
    ${!byHandOnly(action) && html`<kbd aria-hidden="true">${t("host.keys.space")}</kbd>`}
  </button>`;
}
