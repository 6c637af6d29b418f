/** Where a match stands, in the words of a desk's header. */

import { t } from "/static/js/lib/words.js";

/**
 * Which item or turn of how many; a tie-off has no number fixed beforehand.
 *
 * @param {NonNullable<View["round"]>} round
 * @param {number} no
 */
function place(round, no) {
  const total = round.items_total;
  if (round.kind === "rapid") return t("host.turn_of", { no, total: total || "–" });
  return total ? t("host.item_of", { no, total }) : t("host.item_no", { no });
}

/**
 * Where the match stands: round, item of items, stage.
 *
 * @param {View} view
 */
export function placeInMatch(view) {
  const parts = [];
  if (view.round) {
    parts.push(view.round.name);
    if (view.item) parts.push(place(view.round, view.item.slot));
  } else {
    parts.push(t(`host.phase.${view.match.phase}`));
  }
  parts.push(t(`host.stage.${view.match.stage}`));
  return parts.join(" · ");
}
