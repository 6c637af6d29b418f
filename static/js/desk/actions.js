/** The server's list of actions, as a desk uses it: found by kind and named in words. */

import { teamName } from "/static/js/desk/format.js";
import { kindOf } from "/static/js/lib/kinds.js";
import { teamOf } from "/static/js/lib/lookup.js";
import { gainText } from "/static/js/lib/points.js";
import { t } from "/static/js/lib/words.js";

/**
 * The actions of one kind.
 *
 * @param {DeskView} view
 * @param {string} kind
 */
export const ofKind = (view, kind) => view.actions.filter((action) => action.command.kind === kind);

/**
 * The first action of one kind, or undefined.
 *
 * @param {DeskView} view
 * @param {string} kind
 */
export const firstOf = (view, kind) => view.actions.find((action) => action.command.kind === kind);

/**
 * The one primary next action, or undefined where the next thing is a choice or somebody else's.
 *
 * @param {DeskView} view
 */
export const primaryOf = (view) =>
  view.match.phase === "setup" ? OPEN : view.actions.find((action) => action.primary);

/**
 * An action that is not in the server's list, made here; the server still decides.
 *
 * @param {string} id
 * @param {OpenCommand} command
 * @param {Partial<ActionPart>} [more]
 */
export const offer = (id, command, more = {}) => ({
  id,
  command,
  primary: false,
  enabled: true,
  why: "",
  why_text: "",
  needs_reason: kindOf(command.kind).reason,
  needs: [],
  group: "",
  ...more,
});

/** Before the match is open the engine has nothing to list but this. */
const OPEN = offer("match.open", { kind: "match.open" }, { primary: true, group: "flow" });

/**
 * What the name of an action says besides its kind.
 *
 * @type {Record<string, (c: OpenCommand, view: DeskView) => unknown[]>}
 */
const ABOUT = {
  "round.begin": (c, view) => [view.rounds.find((round) => round.id === c.round)?.name],
  "tieoff.begin": (c, view) => [
    c.teams?.map((/** @type {string} */ id) => teamOf(view, id)?.name).join(t("common.between")),
  ],
  "answer.judge": (c, view) => [
    judged(c, view),
    c.verdict && t(`host.verdict.${view.round?.kind === "judged" && c.verdict === "right" ? "marks" : c.verdict}`),
  ],
  "item.void": (c, view) => [c.item && teamName(view, view.items.find(({ no }) => no === c.item)?.team)],
  "item.correct": (c, view) => [c.team && teamName(view, c.team), c.verdict && t(`host.verdict.${c.verdict}`)],
  "audience.note": (c) => [c.verdict && t(`host.verdict.${c.verdict}`)],
  "supporters.judge": (c) => [c.verdict && t(`host.verdict.${c.verdict}`)],
  "foul.call": (c, view) => [t(`host.foul.${c.foul}`), c.team && teamName(view, c.team)],
  "stake.choose": (c, view) => [
    c.team && teamName(view, c.team),
    c.stake ? t("host.stake_points", { points: c.stake }) : t("host.stake_pass"),
  ],
  "token.use": (c, view) => [c.team && teamName(view, c.team), tokenName(c, view)],
  "player.name": (c, view) => [
    teamName(view, c.team),
    teamOf(view, c.team)?.members.find(({ id }) => id === c.player)?.name ?? t("host.players.nobody"),
  ],
  "points.adjust": (c, view) => [c.team && teamName(view, c.team), Number(c.points) !== 0 && gainText(c.points)],
  "panel.open": (c) => [c.whole_round && t("host.whole_round")],
  "panel.lock": (c) => [c.whole_round && t("host.whole_round"), c.even_if_missing && t("host.even_if_missing")],
  "team.rename": (c, view) => [c.team && teamName(view, c.team)],
  "team.withdraw": (c, view) => [c.team && teamName(view, c.team), c.how && t(`host.left.${c.how}`)],
  "team.return": (c, view) => [c.team && teamName(view, c.team)],
  "stations.swap": (c, view) => [c.team && teamName(view, c.team), c.other && teamName(view, c.other)],
  "press.record": (c, view) => [c.team && teamName(view, c.team)],
  "answer.submit": (c, view) => [c.team && teamName(view, c.team)],
  "scene.show": (c, view) => [
    t(`host.scene.${c.scene}`),
    c.award,
    c.title,
    c.item && teamName(view, view.items.find(({ no }) => no === c.item)?.team),
  ],
  "phones.names": (c) => [t(c.hidden ? "host.phones.hide" : "host.phones.show")],
  undo: (c) => [c.steps > 1 && t("host.undo.count", { count: c.steps })],
};

/**
 * The team that a verdict is about: the team it names, else the team that answers.
 *
 * @param {OpenCommand} c
 * @param {DeskView} view
 */
const judged = (c, view) => teamName(view, c.team ?? view.item?.answering ?? view.item?.team);

/**
 * @param {OpenCommand} c
 * @param {DeskView} view
 */
const tokenName = (c, view) => teamOf(view, c.team)?.tokens.find((token) => token.id === c.token)?.name;

/**
 * What an action is called, with the fields filled in so far.
 *
 * @param {ActionPart} action
 * @param {DeskView} view
 * @param {Record<string, unknown>} [fields]
 */
export function actionLabel(action, view, fields = {}) {
  const command = { ...action.command, ...fields };
  if (action.id === "reveal.back") return t("host.reveal.back");
  if (action.id.startsWith("reveal.") && view.reveal?.next && command.scene === "reveal")
    return t("host.reveal.show", { place: view.reveal.next });
  const about = ABOUT[command.kind]?.(command, view).filter(Boolean) ?? [];
  return [t(`host.actions.${command.kind}`), ...about].join(" · ");
}

/**
 * Why an action may not be used now, in words; "" where it may.
 *
 * @param {ActionPart} action
 */
export const whyNot = (action) => (action.enabled ? "" : action.why_text || action.why);
