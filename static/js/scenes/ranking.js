/** 排名: from the ranking that was shown last to the present one, so that the audience sees who rose. */

import { cls } from "/static/js/lib/dom.js";
import { Flip } from "/static/js/lib/flip.js";
import { knownTeam, teamOf } from "/static/js/lib/lookup.js";
import { scoreText } from "/static/js/lib/points.js";
import { Sign } from "/static/js/lib/signs.js";
import { widthInEm } from "/static/js/lib/text.js";
import { t } from "/static/js/lib/words.js";
import { lastRanking, rememberRanking } from "/static/js/scenes/last_ranking.js";
import { awardPlace, layoutRows, pageOf, rankChanges, scoreColumn } from "/static/js/scenes/layout.js";
import { Line, useWall } from "/static/js/scenes/parts/fit.js";
import { PageMarks, usePages } from "/static/js/scenes/parts/pages.js";
import { Score } from "/static/js/scenes/parts/score.js";
import { Station } from "/static/js/scenes/parts/station.js";
import { html, useEffect, useLayoutEffect, useRef, useState } from "/static/vendor/preact.js";

const PAUSE_BEFORE_MOVE = 900;
/** So many rows of a column have room for a place with 并列 below it in the usual size. */
const ROOMY_ROWS = 6;
/** So many rows have room for a name of two lines over its award. */
const TALL_ROWS = 5;
/** What a row has beside its name and its score, in vh. */
const BESIDE = 27;
/** The least width of a sign of a name that stays on one line over its award, and that of a sign of the award, in vh. */
const NAME_SIGN = 4.2;
const AWARD_SIGN = 4;

/** @param {{ places: number }} props */
function Change({ places }) {
  if (!places) return null;
  const rose = places > 0;
  const words = t(rose ? "display.rose" : "display.fell", { n: Math.abs(places) });
  return html`<span class=${`change ${rose ? "change-up" : "change-down"}`} aria-label=${words}><${Sign} name=${rose ? "up" : "down"} /><b class="num">${Math.abs(places)}</b></span>`;
}

/**
 * @param {{
 *   team: TeamPart,
 *   row: ShownRank,
 *   places: number,
 *   award: string,
 *   where: ReturnType<typeof awardPlace>,
 * }} props
 */
function Row({ team, row, places, award, where }) {
  const under = where !== "beside";
  return html`
    <li class=${`rank-row rank-${Math.min(row.rank, 4)}`} data-flip=${row.team}>
      <div class="rank-place">
        <span class=${cls("rank-no num", row.tied && "rank-tied")}>${row.rank}${row.tied && html`<small>${t("display.tied")}</small>`}</span>
        <${Change} places=${places} />
      </div>
      <${Station} team=${team} />
      <div class=${cls("rank-who", award && (under ? "rank-under" : "rank-beside"))} key=${`${award} ${where}`}>
        <${Line} class="rank-name" lines=${award && where === "under" ? 1 : 2} text=${team.name} />
        ${award && html`<${Line} class="rank-award" lines=${1} text=${award} />`}
      </div>
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
  const awards = new Map(view.ranking.map(({ team, award = "" }) => [team, award]));
  const widest = Math.max(0, ...[...awards.values()].map(widthInEm));
  const name = widest > 0 ? Math.max(longest * NAME_SIGN, widest * AWARD_SIGN) : undefined;
  const fixed = BESIDE + scores;
  const list = { count: rows.length, aspect, longest, fixed, name };
  const { columns } = layoutRows(list);
  const where = awardPlace({ columns, aspect, longest, fixed, award: widest });
  const layout = layoutRows(where === "below" ? { ...list, rows: TALL_ROWS } : list);
  const page = usePages(layout.pages);
  const part = pageOf(rows, page, layout.perPage);
  const used = Math.ceil(layout.perPage / layout.columns);
  const style = { "--columns": layout.columns, "--rows": used, "--scores": `${scores}vh` };
  return html`
    <div class="ranking">
      <ol class=${cls("rank-rows", used > ROOMY_ROWS && "rank-dense", where === "below" && "rank-tall")} style=${style} ref=${root}>
        ${part.map((row) => html`<${Row} key=${row.team} row=${row} team=${teamOf(view, row.team)} places=${changes[row.team]} award=${awards.get(row.team) ?? ""} where=${where} />`)}
      </ol>
      <${PageMarks} page=${page} pages=${layout.pages} />
    </div>
  `;
}
