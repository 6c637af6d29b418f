/** The matches of a stage: which are running and where, which are done, which come next. */

import { isPlayed, placeWords, plannedWords } from "/static/js/lib/progress.js";
import { widthInEm } from "/static/js/lib/text.js";
import { t } from "/static/js/lib/words.js";
import { Line } from "/static/js/scenes/parts/fit.js";
import { html } from "/static/vendor/preact.js";

/**
 * Whether a part of a stage is a match: the ranking of a written stage is none.
 *
 * @param {GroupPart} group
 */
const isMatch = ({ no }) => no > 0;

/**
 * What a group or a tie-off is called in its stage.
 *
 * @param {GroupPart} group
 * @param {boolean} more whether the card goes on from another one
 */
export const groupName = ({ no, tie_off: off }, more) =>
  off
    ? t(more ? "overview.tie_off_more" : "overview.tie_off", { no: off })
    : t(more ? "overview.group_more" : "overview.group", { no });

/**
 * How many matches are running, done, to come.
 *
 * @param {GroupPart[]} all
 */
export function counts(all) {
  const groups = all.filter(isMatch);
  const now = groups.filter(({ progress }) => isPlayed(progress)).length;
  const done = groups.filter(({ progress }) => progress.state === "locked").length;
  return t("overview.counts", { now, done, next: groups.length - now - done });
}

/**
 * Where a match stands: running, paused, done, to come.
 *
 * @param {ProgressPart} progress
 */
export const stateWord = ({ state }) =>
  t(`overview.hall.${state === "unprepared" || state === "prepared" || state === "none" ? "next" : state}`);

/**
 * A page of matches.
 *
 * @param {{ stage: StagePart, groups: GroupPart[], columns: number }} props
 */
export function Matches({ stage, groups, columns }) {
  const used = Math.min(columns, groups.length > 6 ? 2 : 1);
  const widest = Math.max(...groups.map((group) => widthInEm(groupName(group, false))));
  return html`
    <div class="hall-matches">
      <p class="hall-counts">${counts(stage.groups)}</p>
      <ol class="hall-lines" style=${{ "--columns": used, "--rows": Math.ceil(groups.length / used), "--widest": widest }}>
        ${groups.map(
          (
            group,
          ) => html`<li class=${`hall-line hall-${isPlayed(group.progress) ? "now" : group.progress.state}`} key=${group.no}>
            <b class="hall-no">${groupName(group, false)}</b>
            <span class="hall-state">${stateWord(group.progress)}</span>
            <${Line} class="hall-at" text=${placeWords(group.progress) || leader(group) || plannedWords(group)} lines=${1} />
          </li>`,
        )}
      </ol>
    </div>
  `;
}

/**
 * Who was first, once the result is locked.
 *
 * @param {GroupPart} group
 */
function leader({ progress, teams }) {
  const first = teams.filter(({ rank }) => rank === 1);
  return progress.state === "locked" && first.length === 1 ? t("overview.first", { team: first[0].name }) : "";
}
