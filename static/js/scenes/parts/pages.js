/** Turning pages: more rows than a screen can show legibly come one page after another. */

import { html, useEffect, useState } from "/static/vendor/preact.js";

const PAGE_MS = 9_000;

/**
 * The page now shown, from 0; it turns by itself.
 *
 * @param {number} pages
 */
export function usePages(pages) {
  const [page, setPage] = useState(0);
  useEffect(() => {
    setPage(0);
    if (pages < 2) return undefined;
    const timer = setInterval(() => setPage((old) => (old + 1) % pages), PAGE_MS);
    return () => clearInterval(timer);
  }, [pages]);
  return Math.min(page, pages - 1);
}

/**
 * Which page of how many; nothing where there is only one.
 *
 * @param {{ page: number, pages: number }} props
 */
export function PageMarks({ page, pages }) {
  if (pages < 2) return null;
  const marks = Array.from(
    { length: pages },
    (_, i) => html`<i class=${i === page ? "page-mark now" : "page-mark"}></i>`,
  );
  return html`<div class="page-marks" aria-hidden="true">${marks}</div>`;
}
