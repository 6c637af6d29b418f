/** Curves of the drawn backdrop.  Pure. */

/** @typedef {[x: number, y: number]} Point */

/**
 * A smooth line through points (Catmull-Rom as cubic curves) moved down by `dy`, as path data.
 *
 * @param {Point[]} points
 * @param {number} [dy]
 */
export function smooth(points, dy = 0) {
  /** @param {number} i */
  const at = (i) => points[Math.max(0, Math.min(points.length - 1, i))];
  let path = `M${points[0][0]} ${points[0][1] + dy}`;
  for (let i = 0; i < points.length - 1; i += 1) {
    const [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    const bend = [x1 + (x2 - x0) / 6, y1 + (y2 - y0) / 6, x2 - (x3 - x1) / 6, y2 - (y3 - y1) / 6];
    path += `C${bend[0]} ${bend[1] + dy} ${bend[2]} ${bend[3] + dy} ${x2} ${y2 + dy}`;
  }
  return path;
}
