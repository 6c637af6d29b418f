/** 排名: from the ranking that was shown last to the present one, so that the audience sees who rose. */

import { Flip } from "/static/js/lib/flip.js";
import { knownTeam, teamOf } from "/static/js/lib/lookup.js";
import { scoreText } from "/static/js/lib/points.js";
import { Sign } from "/static/js/lib/signs.js";
import { widthInEm } from "/static/js/lib/text.js";
import { t } from "/static/js/lib/words.js";
import { lastRanking, rememberRanking } from "/static/js/scenes/last_ranking.js";
import { layoutRows, pageOf, rankChanges, scoreColumn } from "/static/js/scenes/layout.js";
import { Line, useWall } from "/static/js/scenes/parts/fit.js";
import { PageMarks, usePages } from "/static/js/scenes/parts/pages.js";
import { Score } from "/static/js/scenes/parts/score.js";
import { html, useEffect, useLayoutEffect, useRef, useState } from "/static/vendor/preact.js";

const PAUSE_BEFORE_MOVE = 900;
/** What a row has beside its name and its score, in vh. */
const BESIDE = 27;

/** @param {{ places: number }} props */
function Change({ places }) {
  if (!places) return html`<span class="change"></span>`;
  const rose = places > 0;
  const words = t(rose ? "display.rose" : "display.fell", { n: Math.abs(places) });
  return html`<span class=${`change ${rose ? "change-up" : "change-down"}`} aria-label=${words}><${Sign} name=${rose ? "up" : "down"} /><b class="num">${Math.abs(places)}</b></span>`;
}

/** @param {{ team: TeamPart, row: ShownRank, places: number }} props */
function Row({ team, row, places }) {
  return html`
    <li class=${`rank-row rank-${Math.min(row.rank, 4)}`} data-flip=${row.team}>
      <span class="rank-no num">${row.rank}${row.tied && html`<small>${t("display.tied")}</small>`}</span>
      <${Line} class="rank-name" text=${team.name} />
      <${Change} places=${places} />
      <${Score} value=${row.score} />
    </li>
  `;
}

/** @typedef {import("/static/js/scenes/last_ranking.js").ShownRank} ShownRank */

/**
 * @param {ShownRank[]} a
 * @param {ShownRank[]} b
 */
const sameOrder = (a, b) =>
  a.length === b.length && a.every(({ team, rank }, i) => team === b[i].team && rank === b[i].rank);

/**
 * Draw the remembered order first, then let the rows move to the present one; later changes queue behind.
 *
 * @param {View} view
 * @param {{ current: HTMLElement | null }} root
 */
function usePlayed(view, root) {
  const [shown, setShown] = useState(() => {
    const last = lastRanking(view.match.id);
    const known = last.length > 0 && last.every(({ team }) => teamOf(view, team));
    return {
      rows: known ? last : /** @type {ShownRank[]} */ (view.ranking),
      changes: /** @type {Record<string, number>} */ ({}),
    };
  });
  const latest = useRef(shown);
  const drawn = useRef(/** @type {(() => void) | null} */ (null));
  const flip = useRef(new Flip(() => root.current));
  useLayoutEffect(() => drawn.current?.(), [shown]);
  useEffect(() => {
    const draw = () =>
      /** @type {Promise<void>} */ (
        new Promise((resolve) => {
          const old = latest.current;
          const changes = sameOrder(old.rows, view.ranking) ? old.changes : rankChanges(old.rows, view.ranking);
          latest.current = { rows: view.ranking, changes };
          drawn.current = resolve;
          setShown(latest.current);
          rememberRanking(view.match.id, view.ranking);
        })
      );
    const timer = setTimeout(() => flip.current.change(draw), PAUSE_BEFORE_MOVE);
    return () => clearTimeout(timer);
  }, [view.seq]);
  return shown;
}

/**
 * The scene, page by page.
 *
 * @param {{ view: View }} props
 */
export function Ranking({ view }) {
  const root = useRef(/** @type {HTMLElement | null} */ (null));
  const wall = useWall();
  const { rows, changes } = usePlayed(view, root);
  const teams = rows.map(({ team }) => knownTeam(view, team));
  const longest = Math.max(3, ...teams.map((team) => widthInEm(team.name)));
  const scores = scoreColumn([...rows, ...view.ranking].map(({ score }) => scoreText(score)));
  const aspect = wall.width / wall.height;
  const layout = layoutRows({ count: rows.length, aspect, longest, fixed: BESIDE + scores });
  const page = usePages(layout.pages);
  const part = pageOf(rows, page, layout.perPage);
  const used = Math.ceil(layout.perPage / layout.columns);
  const style = { "--columns": layout.columns, "--rows": used, "--scores": `${scores}vh` };
  return html`
    <div class="ranking">
      <ol class="rank-rows" style=${style} ref=${root}>
        ${part.map((row) => html`<${Row} key=${row.team} row=${row} team=${teamOf(view, row.team)} places=${changes[row.team]} />`)}
      </ol>
      <${PageMarks} page=${page} pages=${layout.pages} />
    </div>
  `;
}
