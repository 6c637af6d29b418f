/** 亮分: each judge's mark in its turn, the dropped ones struck through, and the score rolling up. */

import { cls, prefersReducedMotion } from "/static/js/lib/dom.js";
import { knownTeam } from "/static/js/lib/lookup.js";
import { scoreText } from "/static/js/lib/points.js";
import { t } from "/static/js/lib/words.js";
import { columnsFor, revealPlan, USUAL_ROWS } from "/static/js/scenes/marks_plan.js";
import { Line, useWall } from "/static/js/scenes/parts/fit.js";
import { Score } from "/static/js/scenes/parts/score.js";
import { Station } from "/static/js/scenes/parts/station.js";
import { Question } from "/static/js/scenes/question.js";
import { html, useEffect, useState } from "/static/vendor/preact.js";

/**
 * The step of the reveal, from 0; a screen that has shown this lock before, or may not move, shows the end at once.
 *
 * @param {ReturnType<typeof revealPlan>} plan
 * @param {string} moment
 */
function useStep(plan, moment) {
  const seen = shownBefore(moment);
  const [step, setStep] = useState(seen || prefersReducedMotion() ? plan.last : 0);
  useEffect(() => {
    if (step >= plan.last) {
      remember(moment);
      return undefined;
    }
    const timer = setTimeout(() => setStep(step + 1), plan.wait(step));
    return () => clearTimeout(timer);
  }, [step, plan.last]);
  return step;
}

/** @param {string} moment */
function shownBefore(moment) {
  try {
    return sessionStorage.getItem("marks") === moment;
  } catch {
    return false;
  }
}

/** @param {string} moment */
function remember(moment) {
  try {
    sessionStorage.setItem("marks", moment);
  } catch {
    // Without storage a reload shows the marks one by one again; nothing else is lost.
  }
}

/** @param {{ sheet: SheetPart, unit: string | undefined, shown: boolean, struck: boolean }} props */
function Sheet({ sheet, unit, shown, struck }) {
  const gone = struck && sheet.dropped;
  return html`
    <li class=${`mark-card ${shown ? "mark-shown" : ""} ${gone ? "mark-dropped" : ""} ${sheet.total === null ? "mark-none" : ""}`}>
      <div class="mark-who">
        <${Line} class="mark-judge" text=${sheet.label} />
        ${unit && html`<${Line} class="mark-unit" text=${unit} />`}
      </div>
      <b class="mark-total num">${shown && html`<${Line} lines=${1} text=${scoreText(sheet.total ?? "") || t(`display.marks.${sheet.state}`)} />`}</b>
      <span class="mark-word">${gone && html`<${Line} lines=${1} text=${t(`display.marks.drop_${sheet.dropped}`)} />`}</span>
    </li>
  `;
}

/**
 * The mark of the audience panel as the last card, with its share; none where nobody voted or no count is in yet.
 *
 * @param {PanelPart} panel
 * @returns {SheetPart[]}
 */
function audienceSheet({ audience }) {
  if (!audience || audience.total === null) return [];
  const label = t("display.marks.audience", {
    name: audience.name || t("display.marks.audience_name"),
    weight: audience.weight,
  });
  return [{ judge: "audience", label, state: "given", marks: {}, total: audience.total, dropped: null }];
}

/**
 * The scene; the question while there are no marks to show.
 *
 * @param {{ view: View }} props
 */
export function Marks({ view }) {
  const { marks } = view;
  if (!marks?.panel.sheets) return html`<${Question} view=${view} />`;
  return html`<${Reveal} key=${marks.item} view=${view} marks=${marks} />`;
}

/** @param {{ view: View, marks: ShownMarksPart }} props */
function Reveal({ view, marks }) {
  const team = knownTeam(view, marks.team);
  return html`<${MarksReveal} panel=${marks.panel} moment=${`${view.match.id}:${marks.item}`}><${Station} team=${team} /><${Line} class="marks-name" text=${team.name} /><//>`;
}

/**
 * The marks of one panel, one after the other; `children` say whose they are.  `moment` names this lock.
 *
 * @param {{ panel: PanelPart, moment: string, children?: Child }} props
 */
export function MarksReveal({ panel, moment, children }) {
  const wall = useWall();
  const sheets = [...(panel.sheets ?? []), ...audienceSheet(panel)];
  const plan = revealPlan(sheets);
  const step = useStep(plan, moment);
  const struck = step >= plan.strike;
  const done = step >= plan.last;
  const columns = columnsFor(sheets.length, wall.width / wall.height);
  const rows = columns < sheets.length;
  const many = Math.ceil(sheets.length / columns) > USUAL_ROWS;
  const units = !rows && sheets.some((sheet) => sheet.unit);
  return html`
    <div class=${cls("marks-scene", rows && "marks-rows", many && "marks-many", units && "marks-units")}>
      <div class="marks-team">${children}</div>
      <ul class="mark-cards" style=${{ "--columns": columns }}>
        ${sheets.map((sheet, index) => html`<${Sheet} key=${sheet.judge} sheet=${sheet} unit=${units ? sheet.unit : ""} shown=${step > index} struck=${struck} />`)}
      </ul>
      <div class=${`marks-score ${done ? "marks-score-shown" : ""}`} aria-live="polite">
        <span>${t("display.marks.score")}</span>
        <${Score} key=${done} value=${done ? (panel.score ?? "–") : ""} from="0" great />
      </div>
    </div>
  `;
}
