/** How desks write names, points and times.  Points come as exact strings and stay strings. */

import { teamOf } from "/static/js/lib/lookup.js";
import { t } from "/static/js/lib/words.js";

/**
 * A team's name as people say it: station and name.
 *
 * @param {View} view
 * @param {string | null | undefined} id
 */
export function teamName(view, id) {
  const team = teamOf(view, id);
  return team ? t("host.team_name", { station: team.station, name: team.name }) : (id ?? "");
}

/**
 * An answer as people read it: letters together, true and false as words, texts apart.
 *
 * @param {{ type: QuestionType | null } | null | undefined} question
 * @param {string[] | undefined} values
 */
export function answerText(question, values) {
  if (!values || values.length === 0) return "";
  if (question?.type === "true_false")
    return values.map((value) => t(value === "T" ? "host.answer.true" : "host.answer.false")).join(" / ");
  if (question?.type === "single") return values.join(" / ");
  if (question?.type === "multiple") return values.join("");
  return values.map((value) => value.split("|").join(" / ")).join("；");
}

/**
 * The name of an item's round; a tie-off is not in the programme.
 *
 * @param {View} view
 * @param {PlayedPart} item
 */
export const roundName = (view, item) =>
  view.rounds.find((round) => round.id === item.round)?.name ?? t("chief.items.tie_off");

/**
 * The number of an item in its round, as the hall counts it: in a rapid run by teams.
 *
 * @param {View} view
 * @param {PlayedPart} item
 */
export const itemWords = (view, item) => {
  const rapid = view.rounds.find((round) => round.id === item.round)?.kind === "rapid";
  return t(rapid ? "host.turn_no" : "host.item_no", { no: item.slot });
};

/**
 * What a verdict that counts is called in a round of this kind: marks are neither right nor wrong.
 *
 * @param {Verdict} verdict
 * @param {RoundPart["kind"] | undefined} kind
 */
export const verdictName = (verdict, kind) =>
  t(`host.verdict.${kind === "judged" && verdict === "right" ? "marked" : verdict}`);
