/** 代表队亮相: four teams at a time with station, unit and members, or the one that the host has called. */

import { useFetched } from "/static/js/lib/fetched.js";
import { byStation, seated, teamOf } from "/static/js/lib/lookup.js";
import { pieceOf } from "/static/js/lib/piece.js";
import { widthInEm } from "/static/js/lib/text.js";
import { holdsLine, pageOf } from "/static/js/scenes/layout.js";
import { Fit, Line, useWall } from "/static/js/scenes/parts/fit.js";
import { PageMarks, usePages } from "/static/js/scenes/parts/pages.js";
import { Station } from "/static/js/scenes/parts/station.js";
import { useTrouble } from "/static/js/scenes/parts/troubles.js";
import { html } from "/static/vendor/preact.js";

/** So many are introduced at a time: in two columns, on a wall wider than this in one row, else below each other. */
const A_PAGE = 4;
const COLUMNS = 2;
const WIDE = 2.4;
const A_PAGE_ALONE = 3;
/** What a card has beside its words, and the wall beside the cards, in vh. */
const CARD = 24;
/** What a sign of a unit, on its one line, needs at least, in vh. */
const UNIT = 3.3;
const SIDES = 16;
/** So many members stand below each other before there is a second column. */
const ONE_COLUMN = 3;

/** @param {TeamPart} team */
const membersOf = (team) => seated(team).map(({ name }) => name);

/**
 * What stands below a team's name on its card: its members, or what an entry of a contest performs.
 *
 * @param {TeamPart} team
 */
const lineOf = (team) => pieceOf(team) || membersOf(team).join("　");

/** @param {TeamPart} team */
const unitOf = (team) => (team.unit !== team.name ? team.unit : "");

/**
 * A team's picture with its station in the corner; the station alone while the picture does not load.
 *
 * @param {{ team: TeamPart & { picture: string } }} props
 */
function Photo({ team }) {
  const { failed, onError, onLoad } = useFetched(team.picture);
  useTrouble(failed ? "media-failed" : null);
  return html`<div class="team-photo">
    <img src=${team.picture} alt="" hidden=${failed} onError=${onError} onLoad=${onLoad} />
    <${Station} team=${team} />
  </div>`;
}

/** @param {{ team: TeamPart }} props */
function Card({ team }) {
  return html`
    <li class="team-card">
      ${team.picture ? html`<${Photo} team=${team} />` : html`<${Station} team=${team} />`}
      <div class="team-card-text">
        <${Line} class="team-card-name" text=${team.name} />
        ${unitOf(team) && html`<${Line} class="team-card-unit" text=${unitOf(team)} />`}
        <${Line} class="team-card-members" text=${lineOf(team)} />
      </div>
    </li>
  `;
}

/**
 * One team: its name as large as fits, and everybody on its seats.
 *
 * @param {{ team: TeamPart }} props
 */
function One({ team }) {
  const members = membersOf(team);
  const lines = members.length + (pieceOf(team) ? 1 : 0);
  const columns = lines > ONE_COLUMN ? 2 : 1;
  return html`
    <div class="team-one" key=${team.id}>
      ${team.picture ? html`<${Photo} team=${team} />` : html`<${Station} team=${team} size="xl" />`}
      <div class="team-one-text">
        <${Fit} class="team-one-name" most=${15} watch=${team.name}><h1>${team.name}</h1></${Fit}>
        ${unitOf(team) && html`<${Line} class="team-one-unit" text=${unitOf(team)} />`}
        <ul class="team-one-members" style=${{ "--columns": columns, "--rows": Math.ceil(lines / columns) }}>
          ${pieceOf(team) && html`<li><${Line} text=${pieceOf(team)} /></li>`}
          ${members.map((name) => html`<li key=${name}><${Line} text=${name} /></li>`)}
        </ul>
      </div>
    </div>
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
  const width = (wall.width / wall.height) * 100 - SIDES;
  const longest = Math.max(...teams.map((team) => Math.max(widthInEm(team.name), widthInEm(lineOf(team)))));
  const most = wall.width / wall.height > WIDE ? A_PAGE : COLUMNS;
  const room = width / most - CARD;
  const unit = Math.max(...teams.map((team) => widthInEm(unitOf(team)))) * UNIT;
  const columns = teams.length > 1 && unit <= room && holdsLine(longest, room) ? most : 1;
  const pages = Math.max(1, Math.ceil(teams.length / (columns > 1 ? A_PAGE : A_PAGE_ALONE)));
  const page = usePages(pages);
  const introduced = teamOf(view, view.introduced);
  if (introduced) return html`<${One} team=${introduced} />`;
  const shown = Math.max(1, Math.ceil(teams.length / pages));
  const across = Math.min(columns, shown);
  return html`
    <div class="teams">
      <ul class="team-cards" style=${{ "--columns": across, "--rows": Math.ceil(shown / across) }} key=${page}>
        ${pageOf(teams, page, shown).map((team) => html`<${Card} key=${team.id} team=${team} />`)}
      </ul>
      <${PageMarks} page=${page} pages=${pages} />
    </div>
  `;
}
