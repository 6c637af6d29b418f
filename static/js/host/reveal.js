/** What the host reads aloud at 揭榜 and 颁奖: what the hall sees, and what comes next. */

import { scoreText } from "/static/js/lib/points.js";
import { t } from "/static/js/lib/words.js";
import { cameTogether } from "/static/js/scenes/rank_reveal.js";
import { html } from "/static/vendor/preact.js";

/** @typedef {{ word: string, fields: Record<string, string | number> }} Said a sentence by its place in the words */

/** @param {{ view: DeskView }} props */
export function RevealNow({ view }) {
  const said = scriptOf(view);
  if (said.length === 0) return null;
  return html`<section class="script" aria-label=${t("host.marks.script")}>
    <h3>${t("host.marks.script")}</h3>
    <div>${said.map(({ word, fields }) => html`<p key=${word}>${t(`host.reveal.${word}`, fields)} </p>`)}</div>
  </section>`;
}

/**
 * The sentences, each by its word.  Pure.
 *
 * @param {Pick<DeskView, "reveal" | "awarded" | "match">} view
 * @returns {Said[]}
 */
export function scriptOf({ reveal, awarded, match }) {
  if (awarded) return [awardSaid(awarded)];
  if (!reveal) return [];
  const next = reveal.next ? [{ word: "leading", fields: { place: reveal.next } }] : [];
  const newest = reveal.shown.slice(-cameTogether(reveal.shown));
  if (newest.length === 0) return [{ word: "opening", fields: { title: match.title } }, ...next];
  const { place, score } = newest[0];
  const fields = { place, names: names(newest), score: scoreText(score) };
  const said = { word: newest.length > 1 ? "level" : "one", fields };
  return [said, ...(next.length > 0 ? next : [{ word: "end", fields: { title: match.title } }])];
}

/**
 * @param {NonNullable<DeskView["awarded"]>} awarded
 * @returns {Said}
 */
const awardSaid = ({ name, teams, open }) =>
  teams.length > 0
    ? { word: "award", fields: { award: name, names: names(teams) } }
    : { word: open ? "award_open" : "award_empty", fields: { award: name } };

/** @param {{ name: string }[]} teams */
const names = (teams) => teams.map(({ name }) => name).join(t("common.between"));
