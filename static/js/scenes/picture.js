/** The audience's picture: one scene inside its frame.  The big screen shows it, and the host's console in small. */

import { useRoundLeft, useUntil } from "/static/js/lib/clock.js";
import { cls } from "/static/js/lib/dom.js";
import { RehearsalMark } from "/static/js/lib/rehearsal.js";
import { isLong } from "/static/js/lib/text.js";
import { t } from "/static/js/lib/words.js";
import { Answer } from "/static/js/scenes/answer.js";
import { Award } from "/static/js/scenes/award.js";
import { BestPlayer } from "/static/js/scenes/best_player.js";
import { Black } from "/static/js/scenes/black.js";
import { Caption } from "/static/js/scenes/caption.js";
import { Clock } from "/static/js/scenes/clock.js";
import { Marks } from "/static/js/scenes/marks.js";
import { Backdrop } from "/static/js/scenes/parts/backdrop.js";
import { WallWindow } from "/static/js/scenes/parts/fit.js";
import { Press } from "/static/js/scenes/press.js";
import { Question } from "/static/js/scenes/question.js";
import { RankReveal } from "/static/js/scenes/rank_reveal.js";
import { Ranking } from "/static/js/scenes/ranking.js";
import { Rules } from "/static/js/scenes/rules.js";
import { Scores } from "/static/js/scenes/scores.js";
import { Standby } from "/static/js/scenes/standby.js";
import { Teams } from "/static/js/scenes/teams.js";
import { html } from "/static/vendor/preact.js";

/** Every scene that the host can cue. */
const SCENES = {
  standby: Standby,
  teams: Teams,
  rules: Rules,
  question: Question,
  clock: Clock,
  press: Press,
  answer: Answer,
  marks: Marks,
  scores: Scores,
  ranking: Ranking,
  reveal: RankReveal,
  award: Award,
  best_player: BestPlayer,
  text: Caption,
  black: Black,
};

/** Scenes that need the whole screen. */
const BARE = new Set(["standby", "text", "black"]);
const LISTS = new Set(["teams", "rules", "scores", "ranking", "reveal", "award", "best_player"]);
/** Scenes of the table, which may be frozen. */
const TABLES = new Set(["scores", "ranking"]);

/** @param {View} view */
function heading(view) {
  if (view.scene === "best_player") return view.best_player?.name ?? view.match.title;
  if (view.scene === "award") return view.awarded?.name ?? view.match.title;
  if (view.scene === "rules" && view.round?.tie_off) return view.round.name;
  if (LISTS.has(view.scene)) return t(`display.scene.${view.scene}`);
  return view.round?.name ?? view.match.title;
}

/**
 * Which item this is; in a rapid run a turn has many questions, so it is counted by teams.
 *
 * @param {View} view
 */
function itemWords({ scene, item, round }) {
  if (!item || LISTS.has(scene)) return "";
  if (!round?.items_total) return t("display.item", { no: item.slot });
  return t(round.kind === "rapid" ? "display.turn_of" : "display.item_of", { no: item.slot, of: round.items_total });
}

/**
 * Whether the list on the screen is final, or stands as it was at 封榜; null for no list of a result.
 *
 * @param {View} view
 */
function standWords({ scene, locked, freeze }) {
  if (freeze && TABLES.has(scene)) {
    const since = freeze.item > 0 ? "display.frozen_item" : freeze.round ? "display.frozen_round" : "display.frozen";
    return t(since, { round: freeze.round, no: freeze.item });
  }
  return locked && LISTS.has(scene) && !freeze ? t("display.final") : null;
}

/** @param {{ view: View }} props */
function Header({ view }) {
  const title = heading(view);
  const left = useRoundLeft(view.round);
  const item = standWords(view) ?? itemWords(view);
  return html`
    <header class="strip">
      <p class="strip-match">${title === view.match.title ? "" : view.match.title}</p>
      <h2 class="strip-round">${title}</h2>
      <p class="strip-item num">${item}${left && ` ${t("display.round_left", { time: left })}`}</p>
    </header>
  `;
}

/**
 * The view with the question in place of the press's result, once that was shown long enough.
 *
 * @param {View} view
 * @returns {View}
 */
function useGivenWay(view) {
  const until = view.scene === "press" && view.item?.question ? (view.press?.shown_until ?? null) : null;
  const left = useUntil(until);
  return until !== null && left === 0 ? { ...view, scene: "question" } : view;
}

/**
 * What comes in anew when it changes: another scene, another question, another text.
 *
 * @param {View} view
 */
function momentOf({ scene, item, caption }) {
  if (scene === "question") return `${scene}-${item?.no}`;
  return scene === "text" ? `${scene}-${caption?.title}` : scene;
}

/**
 * One view as the audience sees it; `children` lie on top.  The host's console draws its preview with it, into a frame:
 * `wall` is the window that gives the size.
 *
 * @param {{ view: View, wall?: Window, children?: Child }} props
 */
export function Picture({ view: told, wall = window, children = null }) {
  const view = useGivenWay(told);
  const Scene = SCENES[view.scene];
  const moment = momentOf(view);
  const long = view.scene === "question" || view.scene === "answer" ? isLong(view.item?.question) : false;
  return html`
    <${WallWindow.Provider} value=${wall}><div class=${cls("screen", `scene-is-${view.scene}`, long && "screen-long")}>
      ${view.scene !== "black" && html`<${Backdrop} theme=${view.match.theme} own=${view.face?.backdrop} />`}
      ${!BARE.has(view.scene) && html`<${Header} view=${view} />`}
      <${RehearsalMark} match=${view.match} class="screen-rehearsal" />
      <main class="scene" key=${moment}><${Scene} view=${view} /></main>
      ${children}
    </div></${WallWindow.Provider}>
  `;
}
