/**
 * The number pad with its criteria: keys that cannot lead to a mark are off, and the system's keyboard never comes up.
 */

import { isLegal, isOneTap, isWhole, KEYS, nextOpen, openKeys, TAPS, totalOf } from "/static/js/desk/marks_keys.js";
import { cls } from "/static/js/lib/dom.js";
import { scoreText } from "/static/js/lib/points.js";
import { t } from "/static/js/lib/words.js";
import { html, useState } from "/static/vendor/preact.js";

/** @type {Record<string, string>} */
const SHOWN = { "-": "−" };

/**
 * Keys that stand beside the nine digits on a wide tablet.
 *
 * @type {Record<string, string>}
 */
const SIDE = { ".": "marks-key-point", 10: "marks-key-point", 0: "marks-key-zero" };

/**
 * Criteria with what has been typed, the levels of the one that is being marked, the pad, and what stands below it.
 *
 * @param {{
 *   criteria: CriterionPart[],
 *   marks: Record<string, string>,
 *   set: (marks: Record<string, string>) => void,
 *   off?: boolean,
 *   children?: Child,
 * }} props
 */
export function MarkPad({ criteria, marks, set, off = false, children }) {
  const [chosen, setChosen] = useState(() => nextOpen(marks, criteria));
  const criterion = criteria[Math.min(chosen, criteria.length - 1)];
  const text = marks[criterion.id] ?? "";
  const taps = isOneTap(criterion);
  const keys = taps ? TAPS : KEYS.filter((key) => key !== "-" || criterion.low.startsWith("-"));
  const legal = taps ? new Set(TAPS.filter((key) => isLegal(key, criterion))) : openKeys(text, criterion);
  const open = off ? new Set() : legal;
  /** @param {string} next */
  const type = (next) => {
    const changed = { ...marks, [criterion.id]: next };
    set(changed);
    const full = isLegal(next, criterion) && openKeys(next, criterion).size === 0;
    if (full && next.length > text.length) setChosen(nextOpen(changed, criteria));
  };
  /** @param {string} mark */
  const tap = (mark) => {
    const changed = { ...marks, [criterion.id]: mark };
    set(changed);
    if (!isWhole(changed, criteria)) setChosen(nextOpen(changed, criteria));
  };
  return html`<div class="marks-pad">
    <div class="marks-what">
      <div class="marks-criteria" role="group" aria-label=${t("judge.marks.criteria")}>
        ${criteria.map(
          (one, index) => html`<button
            type="button"
            key=${one.id}
            class=${cls("marks-criterion", one === criterion && "chosen")}
            aria-pressed=${one === criterion ? "true" : "false"}
            onClick=${() => setChosen(index)}
          >
            <span><b>${one.name || t("judge.marks.whole")}</b><small>${range(one)}</small></span>
            <output class="num">${scoreText(marks[one.id]) || "–"}</output>
          </button>`,
        )}
        ${criteria.length > 1 && html`<p class="marks-total"><span>${t("judge.marks.total")}</span><b class="num">${scoreText(totalOf(marks, criteria)) || "–"}</b></p>`}
      </div>
      ${
        criterion.levels.length > 0 &&
        html`<ul class="marks-levels" aria-label=${t("judge.marks.levels")}>
        ${criterion.levels.map((level) => html`<li key=${level}>${level}</li>`)}
      </ul>`
      }
    </div>
    <div class="marks-give">
      <div class="marks-keys" role="group" aria-label=${t("judge.marks.pad", { name: criterion.name || t("judge.marks.whole") })}>
        ${keys.map(
          (key) =>
            html`<button type="button" key=${key} class=${cls("marks-key num", SIDE[key], taps && key === text && "marks-key-given")} aria-pressed=${taps ? String(key === text) : undefined} disabled=${!open.has(key)} onClick=${() => (taps ? tap(key) : type(text + key))}>${SHOWN[key] ?? key}</button>`,
        )}
        <button type="button" class="marks-key marks-key-back" aria-label=${t("judge.marks.erase")} disabled=${off || text === ""} onClick=${() => type(taps ? "" : text.slice(0, -1))}>⌫</button>
      </div>
      ${children}
    </div>
  </div>`;
}

/**
 * "0–20 分", and how much it weighs where that is not one.
 *
 * @param {CriterionPart} criterion
 */
function range({ low, high, step, weight }) {
  const words = [t("judge.marks.range", { low: scoreText(low), high: scoreText(high) })];
  if (step !== "1") words.push(t("judge.marks.step", { step }));
  if (weight !== "1") words.push(t("judge.marks.weight", { weight }));
  return words.join(" · ");
}
