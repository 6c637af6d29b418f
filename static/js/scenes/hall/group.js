/** The standing of one group, or the ranking of a written stage, best team first, with who goes on and who does not as far as that is certain. */

import { scoreText } from "/static/js/lib/points.js";
import { placeWords, plannedWords } from "/static/js/lib/progress.js";
import { Sign } from "/static/js/lib/signs.js";
import { t } from "/static/js/lib/words.js";
import { groupName, stateWord } from "/static/js/scenes/hall/matches.js";
import { Line } from "/static/js/scenes/parts/fit.js";
import { html } from "/static/vendor/preact.js";

/** @type {Record<StandingPart["fate"], string>} */
const SIGNS = { through: "right", out: "none", open: "clock", "": "" };

/** @param {{ team: StandingPart, tells: boolean }} props */
function Row({ team, tells }) {
  const { fate, left } = team;
  return html`<li class=${`hall-row ${fate ? `hall-fate-${fate}` : ""} ${left ? "hall-left" : ""}`}>
    <span class="hall-rank num">${team.rank || ""}${team.tied && html`<small>${t("overview.tied")}</small>`}</span>
    <${Line} class="hall-name" text=${team.name} />
    <b class="hall-score num">${scoreText(team.score)}</b>
    ${tells && html`<span class="hall-fate">${left ? t("overview.left") : fate && html`<${Sign} name=${SIGNS[fate]} />${t(`overview.fate.${fate}`)}`}</span>`}
  </li>`;
}

/**
 * One card: a group, or a part of a long one.
 *
 * @param {{ card: import("/static/js/scenes/hall/layout.js").GroupCard, stage: StagePart }} props
 */
export function Group({ card: { group, teams, from }, stage }) {
  const only = stage.groups.length === 1;
  const ranking = group.no === 0;
  const where = ranking ? t("overview.ranking") : stateWord(group.progress);
  return html`<section class="hall-group" style=${{ "--rows": teams.length }}>
    <h3>${!only && html`<b>${ranking ? "" : groupName(group, from > 0)}</b>`}<${Line} class="hall-where" text=${[where, placeWords(group.progress) || plannedWords(group), group.frozen && t("overview.frozen")].filter(Boolean).join(t("overview.dot"))} lines=${1} /></h3>
    <ol>${teams.map((team) => html`<${Row} key=${`${team.no}-${team.name}`} team=${team} tells=${ranking ? stage.decided : stage.advance + stage.runners_up > 0} />`)}</ol>
  </section>`;
}
