/** How far a match of a competition is, in words. */

import { t } from "/static/js/lib/words.js";

/**
 * Whether it is being played.
 *
 * @param {ProgressPart} progress
 */
export const isPlayed = ({ state }) => state === "running" || state === "paused";

/**
 * When and where a match to come is, once that was published; "" else.
 *
 * @param {{ planned?: PlannedPart }} match
 */
export function plannedWords({ planned }) {
  if (!planned) return "";
  const [day, time] = planned.at.split("T");
  const [, month, date] = day.split("-").map(Number);
  return t("overview.planned", { month, date, time, hall: planned.hall });
}

/**
 * The round and the item while it is played; "" before and after.
 *
 * @param {ProgressPart} progress
 */
export function placeWords(progress) {
  const { round, round_no: no, rounds, item, items } = progress;
  if (!isPlayed(progress)) return "";
  if (!round) return no ? t("overview.between", { no, of: rounds }) : t("overview.opened");
  const of = items ? t("overview.of", { of: items }) : "";
  return item ? t("overview.at", { round, no: item, of }) : round;
}
