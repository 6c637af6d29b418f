/** A station's number on its medallion: the sign by which the audience knows a team. */

import { Medallion } from "/static/js/lib/medallion.js";
import { html } from "/static/vendor/preact.js";

/**
 * `size` is "m" or "xl"; the number is read out with its word by the text beside it.
 *
 * @param {{ team: TeamPart, size?: "m" | "xl" }} props
 */
export function Station({ team, size = "m" }) {
  return html`<span class=${`station station-${size}`}><${Medallion} /><b class="num">${team.station || ""}</b></span>`;
}
