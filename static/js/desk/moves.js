/** Which ranks a correction would change, before it is given: the server computes it and writes nothing. */

import { teamName } from "/static/js/desk/format.js";
import { Further } from "/static/js/desk/further.js";
import { Faults } from "/static/js/desk/notice.js";
import { queryMoves } from "/static/js/desk/queries.js";
import { standing } from "/static/js/desk/standing.js";
import { scoreText } from "/static/js/lib/points.js";
import { t } from "/static/js/lib/words.js";
import { html, useEffect, useState } from "/static/vendor/preact.js";

/**
 * @typedef {import("/static/js/desk/queries.js").Move} Move
 * @typedef {{ moves: Move[], further?: import("/static/js/desk/queries.js").Further | null } | { refused: CommandError }} Found
 */

/**
 * The teams whose score or rank `command` would change, or why it would be refused; shows nothing until it is known.
 *
 * @param {{ view: DeskView, command: object | null }} props
 */
export function Moves({ view, command }) {
  const [found, setFound] = useState(/** @type {Found | null} */ (null));
  const wanted = command && JSON.stringify(command);
  useEffect(() => {
    let current = true;
    setFound(null);
    if (wanted)
      queryMoves(JSON.parse(wanted)).then(
        (said) => current && setFound(said),
        (refused) => current && setFound({ refused }),
      );
    return () => {
      current = false;
    };
  }, [wanted, standing(view)]);
  if (!found || !view) return null;
  if ("refused" in found) {
    const { refused } = found;
    return html`<div class="moves" role="status"><p>${refused.message}</p><${Faults} error=${refused} /></div>`;
  }
  const { moves, further = null } = found;
  if (moves.length === 0)
    return html`<p class="moves" role="status">${t("chief.moves.none")}</p>
      <${Further} found=${further} />`;
  return html`<div class="moves" role="status">
    <p>${t("chief.moves.title")}</p>
    <ul>
      ${moves.map(
        (move) => html`<li key=${move.team}>
          <b>${teamName(view, move.team)}</b>
          <span>${scoreText(move.before.score)} → ${scoreText(move.after.score)}</span>
          <span>${t("host.rank", { rank: move.before.rank })} → ${t("host.rank", { rank: move.after.rank })}</span>
        </li>`,
      )}
    </ul>
  </div>
  <${Further} found=${further} />`;
}
