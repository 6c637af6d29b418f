/** 代表队亮相: every team with its station, its unit and its members. */

import { byStation, seated } from "/static/js/lib/lookup.js";
import { widthInEm } from "/static/js/lib/text.js";
import { layoutCards, pageOf } from "/static/js/scenes/layout.js";
import { Line, useWall } from "/static/js/scenes/parts/fit.js";
import { PageMarks, usePages } from "/static/js/scenes/parts/pages.js";
import { Station } from "/static/js/scenes/parts/station.js";
import { html } from "/static/vendor/preact.js";

const NAME = 6;

/** @param {{ team: TeamPart }} props */
function Card({ team }) {
  return html`
    <li class="team-card">
      <${Station} team=${team} />
      <div class="team-card-text">
        <${Line} class="team-card-name" text=${team.name} />
        ${team.unit && team.unit !== team.name && html`<${Line} class="team-card-unit" text=${team.unit} />`}
        <${Line} class="team-card-members" text=${seated(team)
          .map((member) => member.name)
          .join("　")} />
      </div>
    </li>
  `;
}

/**
 * The scene, page by page.
 *
 * @param {{ view: View }} props
 */
export function Teams({ view }) {
  const wall = useWall();
  const teams = byStation(view);
  const longest = Math.max(
    4,
    ...teams.map((team) =>
      Math.max(
        widthInEm(team.name),
        widthInEm(
          seated(team)
            .map((m) => m.name)
            .join("　"),
        ),
      ),
    ),
  );
  const width = Math.min(NAME * longest * 0.9 + 22, (wall.width / wall.height) * 100 - 16);
  const layout = layoutCards({
    count: teams.length,
    aspect: wall.width / wall.height,
    width,
    height: teams.some((team) => team.unit) ? 22 : 17,
  });
  const page = usePages(layout.pages);
  return html`
    <div class="teams">
      <ul class="team-cards" style=${{ "--columns": layout.columns, "--rows": layout.rows }} key=${page}>
        ${pageOf(teams, page, layout.perPage).map((team) => html`<${Card} key=${team.id} team=${team} />`)}
      </ul>
      <${PageMarks} page=${page} pages=${layout.pages} />
    </div>
  `;
}
