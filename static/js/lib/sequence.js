/**
 * Which of two views is the newer one.  A view is a whole picture, so the newest is all a page needs.
 */

/**
 * True where `next` may replace `current`.
 *
 * Within one epoch the seq only grows; an equal seq is drawn again (presence and time change without an entry).
 * Another epoch means that the server started again: its new view counts, whatever its seq.
 *
 * @param {Pick<AnyView, "epoch" | "seq"> | null} current
 * @param {Pick<AnyView, "epoch" | "seq"> | null | undefined} next
 */
export function replaces(current, next) {
  if (!next) return false;
  if (!current || next.epoch !== current.epoch) return true;
  return next.seq >= current.seq;
}

/**
 * True where an acknowledged entry (`seq`) is not yet in the view that is drawn.
 *
 * @param {{ seq: number } | null} view
 * @param {number} seq
 */
export function lacks(view, seq) {
  return !view || view.seq < seq;
}
