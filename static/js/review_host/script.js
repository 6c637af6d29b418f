/** What the host says, and what comes next, from what the hall has been shown alone.  Pure. */

/** @typedef {{ word: string, fields: Record<string, string | number> }} Said a sentence by its place in the words */

/**
 * The sentences for what the hall sees now: of the winner shown last, and those that lead to the next one.
 *
 * @param {ReviewHostView} view
 * @returns {Said[]}
 */
export function scriptOf({ review, reveal, on_stage: stage, revealable }) {
  if (reveal) return reveal.shown.length === 0 ? [opening(reveal), leading(reveal)] : going(reveal);
  if (!stage) return [{ word: `review_screen.script.${onTitle(revealable)}`, fields: { title: review.title } }];
  const fields = { no: stage.nomination, name: stage.name, unit: stage.unit, award: stage.award_name };
  return [{ word: `review_screen.script.${stage.panel ? "marks" : "stage"}`, fields }];
}

/**
 * What is said while the hall sees the title: before the first award, between two, after the last.
 *
 * @param {RevealablePart[]} awards
 */
function onTitle(awards) {
  if (awards.every(({ shown }) => shown === 0)) return "welcome";
  return awards.every(({ shown, total }) => shown === total) ? "closing" : "between";
}

/** @param {RevealPart} reveal @returns {Said} */
const opening = ({ award_name: award, total }) => ({ word: "review_screen.script.opening", fields: { award, total } });

/** @param {RevealPart} reveal @returns {Said} */
const leading = ({ award_name: award, total, shown, next }) => ({
  word: "review_screen.script.leading",
  fields: { award, place: next ?? total - shown.length },
});

/** @param {RevealPart} reveal @returns {Said[]} */
function going(reveal) {
  const { award_name: award, total, shown } = reveal;
  const { place, name, unit } = shown[shown.length - 1];
  const word = `review_screen.script.${unit === name ? "winner" : "winner_of"}`;
  const newest = { word, fields: { award, place, name, unit } };
  return [newest, shown.length < total ? leading(reveal) : { word: "review_screen.script.end", fields: { award } }];
}

/**
 * What comes next: a place whose holder the server alone knows, or the next subject of the defence; null for nothing.
 *
 * @param {ReviewHostView} view
 * @returns {Said | null}
 */
export function comesNext({ reveal, on_stage: stage, cues }) {
  if (reveal) {
    return reveal.next === null ? null : { word: "review_screen.next_place", fields: { place: reveal.next } };
  }
  const at = cues.findIndex(({ item }) => item === stage?.item);
  const now = cues[at];
  const same = now ? cues.filter(({ award, stage: of }) => award === now.award && of === now.stage) : cues;
  const next = same[now ? same.indexOf(now) + 1 : 0];
  return next ? { word: "review_screen.next_subject", fields: { no: next.nomination, name: next.name } } : null;
}
