/** The judge's own order of the teams marked so far: to compare, and to turn back to one until its lock. */

import { cls } from "/static/js/lib/dom.js";
import { teamOf } from "/static/js/lib/lookup.js";
import { scoreText } from "/static/js/lib/points.js";
import { t } from "/static/js/lib/words.js";
import { ownRanking } from "/static/js/marks/state.js";
import { html } from "/static/vendor/preact.js";

/**
 * Nothing before the second item, while the first is on the pad: one mark sheet has no order.
 *
 * @param {{ view: JudgeView, no: number | null, onTurn: (item: number) => void }} props
 */
export function OwnRanking({ view, no, onTurn }) {
  const { marked } = view.me;
  if (marked.length < (no === null ? 1 : 2)) return null;
  const ranked = ownRanking(marked);
  const places = new Map(ranked.map(({ item, place }) => [item, place]));
  const others = marked.filter(({ item }) => !places.has(item));
  return html`<section class="marks-own" aria-label=${t("judge.marks.own")}>
    <h2>${t("judge.marks.own")}</h2>
    <ol>
      ${[...ranked, ...others].map(
        (entry) => html`<li key=${entry.item}>
          <button type="button" class=${cls("marks-own-line", entry.item === no && "chosen")} aria-pressed=${entry.item === no ? "true" : "false"} onClick=${() => onTurn(entry.item)}>
            <span class="num">${places.get(entry.item) ?? "–"}</span>
            <b>${teamOf(view, entry.team)?.name}</b>
            <small>${word(entry)}</small>
            <output class="num">${scoreText(entry.sheet?.total ?? "") || "–"}</output>
          </button>
        </li>`,
      )}
    </ol>
  </section>`;
}

/**
 * The state of the mark sheet of one line.
 *
 * @param {MarkedPart} entry
 */
function word({ sheet, locked, voided, requests }) {
  if (voided) return t("host.voided");
  if (requests.length > 0) return t("judge.marks.requested");
  if (sheet && sheet.state !== "given") return t(`judge.marks.said.${sheet.state}`);
  return locked ? t(sheet ? "judge.marks.state.locked" : "judge.marks.missed") : "";
}
