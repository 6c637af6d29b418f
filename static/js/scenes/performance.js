/** Who performs now in a contest: the piece, or the name where it has none; the unit and the people of a group. */

import { activeTeam, seated } from "/static/js/lib/lookup.js";
import { pieceOf } from "/static/js/lib/piece.js";
import { Fit, Line } from "/static/js/scenes/parts/fit.js";
import { html } from "/static/vendor/preact.js";

/**
 * The body of the scene 题面 where no question is asked.
 *
 * @param {{ view: WithItem<View> }} props
 */
export function Performance({ view }) {
  const team = activeTeam(view);
  if (!team) return null;
  const title = pieceOf(team) || team.name;
  const people = seated(team).map(({ name }) => name);
  return html`
    <div class="performance" key=${team.id}>
      <${Fit} class="performance-title" most=${15} watch=${title}><h1>${title}</h1></${Fit}>
      ${team.unit && team.unit !== team.name && html`<${Line} class="performance-unit" text=${team.unit} />`}
      ${people.length > 1 && html`<${Line} class="performance-people" lines=${2} text=${people.join("　")} />`}
    </div>
  `;
}
