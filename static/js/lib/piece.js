/** What an entry of a contest performs, as its title is written. */

import { t } from "/static/js/lib/words.js";

/**
 * The title in its marks; "" for a team, and for an entry whose piece nobody said.
 *
 * @param {TeamPart | null | undefined} team
 */
export function pieceOf(team) {
  if (!team?.piece) return "";
  return /^[《“"]/.test(team.piece) ? team.piece : t("live.piece", { piece: team.piece });
}
