/** What a telephone shows of a match, a stage or a result. */

import { cls } from "/static/js/lib/dom.js";
import { t } from "/static/js/lib/words.js";
import { timeOfDay } from "/static/js/lib/zone.js";
import { HallPhones } from "/static/js/public_live/phones.js";
import { html } from "/static/vendor/preact.js";

/**
 * The page: what it is, what is being played, the tables, and how old it is.
 *
 * @param {{ view: PublicView, at: number, old: boolean }} props
 */
export function Page({ view, at, old }) {
  return html`
    <header class="live-head">
      <h1>${view.title}</h1>
      ${view.part && html`<p class="live-part">${view.part}</p>`}
      ${view.rehearsal && html`<p class="live-rehearsal">${t("public_live.rehearsal")}</p>`}
      ${view.organiser && html`<p class="live-organiser">${view.organiser}</p>`}
      <p class=${`live-state live-${view.state}`}>${t(`public_live.state.${view.kind}.${view.state}`)}</p>
    </header>
    ${view.phones && html`<${HallPhones} key=${`${view.phones.item} ${view.phones.at}`} code=${view.code} phones=${view.phones} epoch=${view.epoch} />`}
    ${view.play && html`<${Play} play=${view.play} />`}
    ${view.tables.map((table) => html`<${Table} key=${`${table.group} ${table.name}`} table=${table} view=${view} />`)}
    ${view.notice && html`<p><a href=${view.notice}>${t("public_live.notices")}</a></p>`}
    <p class=${cls("live-fresh", old && "live-old")} role="status">
      ${t(old ? "public_live.old" : "public_live.fresh", { time: timeOfDay(at) })}
    </p>
  `;
}

/** @param {{ play: NonNullable<PublicView["play"]> }} props */
function Play({ play }) {
  const round = t("public_live.round", { no: play.no, count: play.rounds });
  const item = play.item && play.items ? ` · ${t("public_live.item", { no: play.item, count: play.items })}` : "";
  return html`
    <section class="live-now" aria-live="polite" aria-label=${t("public_live.now")}>
      ${play.round ? html`<p><b>${play.round}</b> <span>${round}${item}</span></p>` : html`<p>${t("public_live.between")}</p>`}
      ${play.playing.length > 0 && html`<p class="live-turn">${t("public_live.playing", { names: play.playing })}</p>`}
      ${play.next && html`<p class="live-next">${t("public_live.next", { round: play.next })}</p>`}
    </section>
  `;
}

/** @param {{ table: PublicView["tables"][number], view: PublicView }} props */
function Table({ table, view }) {
  const name = table.name || (table.group ? t("public_live.group", { no: table.group }) : t("public_live.ranking"));
  const ranked = table.rows.some((row) => row.rank);
  const state =
    view.kind === "stage" &&
    html` <span class="live-of">${t(`public_live.state.match.${table.state}`)} ${table.round}</span>`;
  return html`
    <section class="live-table">
      <h2>${name}${state}</h2>
      ${table.frozen && html`<p class="live-frozen">${t("public_live.frozen")}</p>`}
      <table>
        <thead class=${cls(!ranked && "visually-hidden")}>
          <tr>
            <th scope="col">${t("public_live.rank")}</th>
            <th scope="col">${t(view.kind === "review" ? "public_live.winner" : "public_live.team")}</th>
            <th scope="col">${t("public_live.score")}</th>
          </tr>
        </thead>
        <tbody>${table.rows.map((row) => html`<${Row} key=${`${row.name} ${row.note}`} row=${row} />`)}</tbody>
      </table>
    </section>
  `;
}

/** @param {{ row: PublicView["tables"][number]["rows"][number] }} props */
function Row({ row }) {
  return html`
    <tr class=${cls(row.fate && `live-${row.fate}`)}>
      <td class="live-rank">${row.rank || ""}${row.tied && html`<span class="visually-hidden">${t("public_live.tied")}</span>`}</td>
      <th scope="row">${row.name}${row.note && html`<small>${row.note}</small>`}${row.fate && html`<em>${t(`public_live.fate.${row.fate}`)}</em>`}</th>
      <td class="live-score">${row.score}</td>
    </tr>
  `;
}
