/** The matches as a table: where each stands, who is ahead, which seats are connected, its desks. */

import { placeWords, plannedWords } from "/static/js/lib/progress.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

/** Those that need somebody first. @type {Record<ProgressPart["state"], number>} */
const ORDER = { paused: 0, running: 1, unprepared: 2, prepared: 3, none: 4, locked: 5 };

/**
 * Matches that are played first, then those to come, then those that are done; each kind in its order.
 *
 * @param {MatchLinePart[]} matches
 */
function inOrder(matches) {
  return matches
    .map((match, no) => ({ match, no }))
    .sort((a, b) => ORDER[a.match.progress.state] - ORDER[b.match.progress.state] || a.no - b.no)
    .map(({ match }) => match);
}

/** @param {{ name: string, seats: SeatsPart }} props */
function Seats({ name, seats: { here, cards } }) {
  const lacking = here < cards;
  return html`<td class=${`num ${lacking ? "hall-lacking" : ""}`} data-name=${name}>${cards ? t("overview.seats_here", { here, cards }) : "–"}</td>`;
}

/** @param {{ match: MatchLinePart }} props */
function Line({ match }) {
  const { state } = match.progress;
  const leading = match.leading.join(t("overview.comma"));
  return html`<tr class=${`hall-is-${state}`}>
    <th scope="row"><a href=${`/organiser/matches/${match.id}`}>${match.title}</a></th>
    <td data-name=${t("overview.state_of")}><b class="tag">${t(`overview.state.${state}`)}</b></td>
    <td data-name=${t("overview.place")}>${placeWords(match.progress) || plannedWords(match)}</td>
    <td data-name=${t("overview.leading")}>${leading}${match.more > 0 && t("overview.more", { count: match.more })}</td>
    <${Seats} name=${t("overview.screens")} seats=${match.screens} />
    <${Seats} name=${t("overview.tablets")} seats=${match.tablets} />
    <${Seats} name=${t("overview.desks")} seats=${match.desks} />
    <td class="hall-ways">
      <a href=${`/m/${match.id}/host`} target="_blank">${t("common.role.host")}</a>
      <a href=${`/m/${match.id}/chief`} target="_blank">${t("common.role.chief")}</a>
      <a href=${`/m/${match.id}/display`} target="_blank">${t("common.role.display")}</a>
    </td>
  </tr>`;
}

/**
 * The table.
 *
 * @param {{ matches: MatchLinePart[] }} props
 */
export function Matches({ matches }) {
  if (matches.length === 0) return html`<main><p class="opening">${t("overview.none")}</p></main>`;
  const heads = ["match", "state_of", "place", "leading", "screens", "tablets", "desks", "ways"];
  return html`<main class="hall-table"><table>
    <thead><tr>${heads.map((name) => html`<th scope="col" key=${name}>${t(`overview.${name}`)}</th>`)}</tr></thead>
    <tbody>${inOrder(matches).map((match) => html`<${Line} key=${match.id} match=${match} />`)}</tbody>
  </table></main>`;
}
