/**
 * The papers of the subjects, texts and pages of files, kept on this device so that they can be read without a network.
 * Those from which the judge is recused are neither fetched nor kept.
 */

import { loadFromDevice, saveOnDevice } from "/static/js/lib/device_store.js";
import { pageData, seatId } from "/static/js/lib/dom.js";
import { CommandError, isPassing } from "/static/js/lib/errors.js";
import { live } from "/static/js/lib/live.js";
import { PageStore } from "/static/js/lib/page_store.js";
import { allowedOf } from "/static/js/review_judge/state.js";
import { useEffect, useState } from "/static/vendor/preact.js";

/**
 * @typedef {{ id: string, name: string, long: boolean, texts: string[] }} PaperField
 * @typedef {{ id: string, field: string, name: string, pages: number }} PaperFile
 *
 * The form of a subject; `kept`: the pages of its files are on this device too.
 * @typedef {{
 *   item: number, version: number, name: string, unit: string, asked: string[], fields: PaperField[],
 *   attachments: PaperFile[], kept?: boolean,
 * }} Paper
 * @typedef {Record<string, Paper>} Papers by item
 */

const name = () => `papers:${pageData().review}:${seatId()}`;
/** @type {Papers} */
let papers = {};
/** What the newest view gives this judge to mark. @type {ReviewMarkedPart[]} */
let latest = [];
let underWay = false;
/** Items whose pages this device cannot keep, or nobody can draw: no use in asking with every view. @type {Set<number>} */
const leftOut = new Set();
/** The pages of the files. */
export const pages = new PageStore();
/** @type {Set<(papers: Papers) => void>} */
const listeners = new Set();

/** @param {Papers} next */
function change(next) {
  papers = next;
  for (const fn of listeners) fn(papers);
}

/** Drop what this judge may not have (any more): from a subject it is recused, or the subject is another judge's. */
async function dropOthers() {
  const allowed = allowedOf(papers, latest);
  if (Object.keys(allowed).length < Object.keys(papers).length) {
    change(allowed);
    await saveOnDevice(name(), papers);
  }
  await pages.keepOnly(Object.values(papers).flatMap(({ attachments }) => attachments));
}

/** @param {number} item @param {Paper} paper */
async function keep(item, paper) {
  change({ ...papers, [item]: paper });
  await saveOnDevice(name(), papers);
}

/** Fetch what is missing: all texts, then the pages of their files.  What fails is asked for with the next view. */
async function fetchMissing() {
  const may = latest.filter(({ sheet }) => sheet?.state !== "recused");
  for (const { item } of may.filter(({ item, version }) => papers[item]?.version !== version))
    await keep(item, await live.fetch(`/r/${pageData().review}/judge/subject/${item}`));
  for (const { item } of may) {
    const paper = papers[item];
    if (!paper || paper.kept || leftOut.has(item)) continue;
    try {
      if (await pages.keep(paper)) await keep(item, { ...paper, kept: true });
      else leftOut.add(item);
    } catch (error) {
      const later = error instanceof CommandError && (error.code === "pages-busy" || isPassing(error));
      if (!later) leftOut.add(item);
    }
  }
}

/** Keep the papers of every view that comes; once a page. */
export async function keepPapers() {
  change({ ...(await loadFromDevice(name(), {})), ...papers });
  live.onView(async (next) => {
    const { me } = /** @type {ReviewJudgeView} */ (/** @type {unknown} */ (next));
    if (!me.pledged) return;
    latest = me.marked;
    await dropOthers().catch(() => {});
    if (underWay) return;
    underWay = true;
    await fetchMissing().catch(() => {});
    underWay = false;
    // A recusal may have come while pages were on their way.
    await dropOthers().catch(() => {});
  });
}

/** The papers that are on this device. */
export function usePapers() {
  const [known, setKnown] = useState(papers);
  useEffect(() => {
    setKnown(papers);
    listeners.add(setKnown);
    return () => void listeners.delete(setKnown);
  }, []);
  return known;
}
