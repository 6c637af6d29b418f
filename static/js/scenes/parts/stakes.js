/** 风险: the stakes that a team may choose, and who chose what before it. */

import { knownTeam } from "/static/js/lib/lookup.js";
import { scoreText } from "/static/js/lib/points.js";
import { Sign } from "/static/js/lib/signs.js";
import { widthInEm } from "/static/js/lib/text.js";
import { t } from "/static/js/lib/words.js";
import { holdsLine, pageOf } from "/static/js/scenes/layout.js";
import { Line, useWall } from "/static/js/scenes/parts/fit.js";
import { PageMarks, usePages } from "/static/js/scenes/parts/pages.js";
import { Station } from "/static/js/scenes/parts/station.js";
import { html } from "/static/vendor/preact.js";

/** @param {{ choices: StakeChoicePart[] }} props */
export function StakeCards({ choices }) {
  return html`
    <ul class="stake-cards">
      ${choices.map(
        ({ points, free }) => html`
        <li class=${free ? "stake-card" : "stake-card stake-taken"} key=${points}>
          <b class="num">${scoreText(points)}</b>
          ${!free && html`<${Sign} name="barred" /><span class="visually-hidden">${t("display.stake_taken")}</span>`}
        </li>
      `,
      )}
    </ul>
  `;
}

/** So many stand in a row with their names, and without; what a chip has beside its name, and all chips, in vh. */
const A_ROW = 3;
const A_ROW_BRIEF = 6;
const CHIP = 14;
const SIDES = 16;
/** What one more stake takes; so many chips may have names. */
const A_STAKE = 8;
const MOST_NAMED = 6;
/** More would cover the team that chooses. */
const A_PAGE = 12;

/**
 * Names are shown while all of them can be read; everybody knows the station.  Many chips turn pages.
 *
 * @param {{ view: View, chosen: ChosenPart[] }} props
 */
export function Chosen({ view, chosen }) {
  const wall = useWall();
  const pages = Math.max(1, Math.ceil(chosen.length / A_PAGE));
  const page = usePages(pages);
  if (!chosen.length) return null;
  const teams = chosen.map((one) => ({ ...one, team: knownTeam(view, one.team) }));
  const stakes = Math.max(...teams.map((one) => one.stakes.length));
  const width = ((wall.width / wall.height) * 100 - SIDES) / Math.min(A_ROW, teams.length) - CHIP - stakes * A_STAKE;
  const named = teams.length <= MOST_NAMED && teams.every(({ team }) => holdsLine(widthInEm(team.name), width));
  const columns = Math.min(named ? A_ROW : A_ROW_BRIEF, teams.length);
  return html`<div class="chosen-pages" key=${columns}>
    <ul class="chosen" style=${{ "--columns": columns }} aria-label=${t("display.chosen")}>
      ${pageOf(teams, page, Math.ceil(teams.length / pages)).map(
        ({ team, stakes: made }) => html`
        <li class="chosen-one" key=${team.id}>
          <${Station} team=${team} />
          ${named && html`<${Line} class="chosen-name" text=${team.name} />`}
          <b class="chosen-stake num">${made.map((stake) => (stake === null ? t("display.chosen_pass") : scoreText(stake))).join(" · ")}</b>
        </li>
      `,
      )}
    </ul>
    <${PageMarks} page=${page} pages=${pages} />
  </div>`;
}
