/** How far a judge is with a subject, as the list says it.  Pure. */

import { markLetter, ownRanking } from "/static/js/marks/state.js";

/**
 * A stage of marks of an award as one judge has it.
 *
 * @typedef {{ key: string, title: { award: string, stage: string }, entries: ReviewMarkedPart[] }} Group
 */

/**
 * The stages of marks of the awards, in the order in which they were opened.
 *
 * @param {ReviewMarkedPart[]} marked
 * @returns {Group[]}
 */
export function groupsOf(marked) {
  const groups = /** @type {Map<string, Group>} */ (new Map());
  for (const entry of marked) {
    const key = `${entry.award} ${entry.stage}`;
    const known = groups.get(key) ?? { key, title: { award: entry.award_name, stage: entry.stage_name }, entries: [] };
    known.entries.push(entry);
    groups.set(key, known);
  }
  return [...groups.values()];
}

/**
 * The word for a subject's state: `voided` the nomination is over · `recused` `abstained` · `kept` on this tablet, not
 * yet at the server · `asked` a correction waits · `late` · `locked` · `missed` locked without a sheet · `sent` ·
 * `draft` typed and not handed in · `open`.
 *
 * @param {SheetEntry} entry
 * @param {Letter[]} letters
 * @param {Set<number>} drafted items with a draft on this device
 */
export function wordOf(entry, letters, drafted) {
  const { sheet, requests, locked } = entry;
  if (entry.voided) return "voided";
  if (markLetter(letters, entry.item)) return "kept";
  if (sheet && sheet.state !== "given") return sheet.state;
  if (requests.length > 0) return requests[0].kind === "late" ? "late" : "asked";
  if (locked) return sheet ? "locked" : "missed";
  if (sheet) return "sent";
  return drafted.has(entry.item) ? "draft" : "open";
}

/**
 * The judge's own place of each item among those of its group that have a total.
 *
 * @param {ReviewMarkedPart[]} entries
 */
export const placesOf = (entries) => new Map(ownRanking(entries).map(({ item, place }) => [item, place]));

/**
 * The next subject of the same award and stage that still has no sheet: after this one, then from the first.
 *
 * @param {ReviewMarkedPart[]} marked
 * @param {ReviewMarkedPart} entry
 */
export function nextOpen(marked, entry) {
  const group = marked.filter(({ award, stage }) => award === entry.award && stage === entry.stage);
  const at = group.indexOf(entry);
  return [...group.slice(at + 1), ...group.slice(0, at)].find(
    ({ sheet, locked, voided }) => !sheet && !locked && !voided,
  );
}

/**
 * The papers that may stay on a judge's device: those of its own subjects, without those from which it is recused.
 *
 * @template T
 * @param {Record<string, T>} papers by item
 * @param {ReviewMarkedPart[]} marked
 * @returns {Record<string, T>}
 */
export function allowedOf(papers, marked) {
  const may = marked.filter(({ item, sheet }) => sheet?.state !== "recused" && papers[item]);
  return Object.fromEntries(may.map(({ item }) => [item, papers[item]]));
}
