/** The state of a judge's mark sheet, from what this tablet still holds and from what the server says.  Pure. */

import { sameMarks } from "/static/js/desk/marks_keys.js";
import { kindOf } from "/static/js/lib/kinds.js";

/**
 * The newest letter about the marks of item `no` that the server has not answered for yet.
 *
 * @param {Letter[]} letters
 * @param {number} no
 */
export const markLetter = (letters, no) =>
  letters.filter(({ command }) => kindOf(command.kind).lane === "mark" && command.item === no).slice(-1)[0];

/**
 * "draft" not handed in, or changed since · "kept" saved on this tablet, not yet at the server · "sent" at the server
 * and
 * still open · "late" at the server, after the lock, for the chief to decide · "locked" nothing can change any more.
 *
 * @param {{
 *   entry: SheetEntry,
 *   marks: Record<string, string>,
 *   letter: Letter | undefined,
 * }} known `entry` is the item's line in `me.marked`
 */
export function sheetState({ entry, marks, letter }) {
  if (letter) return "kept";
  if (entry.requests.some(({ kind }) => kind === "late")) return "late";
  if (entry.locked) return entry.sheet ? "locked" : "draft";
  if (!entry.sheet) return "draft";
  return entry.sheet.state !== "given" || sameMarks(entry.sheet.marks, marks) ? "sent" : "draft";
}

/**
 * The judge's own ranking of what it has marked so far, best first; equal totals share their place.
 *
 * @template {SheetEntry} E
 * @param {E[]} marked
 */
export function ownRanking(marked) {
  const given = marked.filter(({ sheet, voided }) => sheet?.total != null && !voided);
  const sorted = [...given].sort((a, b) => compare(totalOf(b), totalOf(a)) || a.item - b.item);
  return sorted.map((entry) => ({
    ...entry,
    place: 1 + sorted.filter((other) => compare(totalOf(other), totalOf(entry)) > 0).length,
  }));
}

/** @param {SheetEntry} entry */
const totalOf = ({ sheet }) => sheet?.total ?? "";

/**
 * Order of two decimal texts: Number() is exact enough to sort them, equal texts are equal.
 *
 * @param {string} a
 * @param {string} b
 */
const compare = (a, b) => (a === b ? 0 : Number(a) - Number(b));
