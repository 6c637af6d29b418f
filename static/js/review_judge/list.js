/** All that a judge has to mark: award after award, with the state of each sheet, the own total and the own place. */

import { useLetters } from "/static/js/lib/live_hooks.js";
import { scoreText } from "/static/js/lib/points.js";
import { t } from "/static/js/lib/words.js";
import { useDrafted } from "/static/js/marks/draft.js";
import { usePapers } from "/static/js/review_judge/papers.js";
import { groupsOf, placesOf, wordOf } from "/static/js/review_judge/state.js";
import { html } from "/static/vendor/preact.js";

/**
 * The list; not drawn before it is known what this device keeps, so that no sheet is said to be unmarked for an instant.
 *
 * @param {{ view: ReviewJudgeView, onTurn: (item: number) => void }} props
 */
export function List({ view, onTurn }) {
  const papers = usePapers();
  const letters = useLetters();
  const drafted = useDrafted();
  if (!drafted) return null;
  const wanted = view.me.marked.filter(({ sheet }) => sheet?.state !== "recused");
  const here = wanted.filter(({ item }) => papers[item]?.kept).length;
  return html`<section class="subjects">
    ${groupsOf(view.me.marked).map((group) => html`<${Stage} key=${group.key} group=${group} letters=${letters} drafted=${drafted} onTurn=${onTurn} />`)}
    <p class="hint" role="status">${t("review_judge.papers_here", { count: here, all: wanted.length })}</p>
  </section>`;
}

/**
 * @param {{
 *   group: import("/static/js/review_judge/state.js").Group,
 *   letters: Letter[],
 *   drafted: Set<number>,
 *   onTurn: (item: number) => void,
 * }} props
 */
function Stage({ group, letters, drafted, onTurn }) {
  const places = placesOf(group.entries);
  const done = group.entries.filter(({ sheet }) => sheet).length;
  return html`<section>
    <h2>${group.title.award}<small>${group.title.stage}</small><em class="num">${t("review_judge.done", { count: done, all: group.entries.length })}</em></h2>
    <ol>
      ${group.entries.map((entry) => {
        const word = wordOf(entry, letters, drafted);
        return html`<li key=${entry.item}>
          <button type="button" class="subject-line" data-state=${word} onClick=${() => onTurn(entry.item)}>
            <span class="num subject-no">${entry.nomination}</span>
            <b>${entry.name}${entry.unit && entry.unit !== entry.name && html`<span>${entry.unit}</span>`}</b>
            <span class=${`subject-state subject-${word}`}><i aria-hidden="true"></i>${t(`review_judge.state.${word}`)}</span>
            <output class="num">${scoreText(entry.sheet?.total ?? "") || "–"}</output>
            <small class="num">${places.has(entry.item) ? t("review_judge.place", { place: places.get(entry.item) }) : ""}</small>
          </button>
        </li>`;
      })}
    </ol>
  </section>`;
}
