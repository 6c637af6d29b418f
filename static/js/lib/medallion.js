/** A disc with sixteen petals, the sign of stations and of the title page. */

import { html } from "/static/vendor/preact.js";

/**
 * Path of a flower-edged disc around (50, 50).
 *
 * @param {number} count
 * @param {number} inner
 * @param {number} outer
 */
function petals(count, inner, outer) {
  /**
   * @param {number} angle
   * @param {number} radius
   */
  const point = (angle, radius) =>
    [50 + radius * Math.sin(angle), 50 - radius * Math.cos(angle)].map((n) => n.toFixed(2)).join(" ");
  const turn = (2 * Math.PI) / count;
  let path = `M${point(0, inner)}`;
  for (let i = 0; i < count; i += 1) path += `Q${point((i + 0.5) * turn, outer)} ${point((i + 1) * turn, inner)}`;
  return `${path}Z`;
}

const EDGE = petals(16, 44, 52);

/**
 * @param {number} half
 * @param {number} turn
 */
const square = (half, turn) =>
  [0, 1, 2, 3]
    .map((i) => {
      const angle = (i * Math.PI) / 2 + turn;
      return `${(50 + half * Math.sin(angle)).toFixed(2)} ${(50 - half * Math.cos(angle)).toFixed(2)}`;
    })
    .join("L");

/** The stage (擂台) seen from above: two squares turned into an eight-cornered star. */
const STAR = `M${square(30, 0)}ZM${square(30, Math.PI / 4)}ZM${square(11, 0)}Z`;

/** The disc; what stands on it is drawn over it.  With `star` it is the sign of the title page. */
export function Medallion({ star = false }) {
  return html`
    <svg class="medallion" viewBox="0 0 100 100" aria-hidden="true">
      <path class="medallion-edge" d=${EDGE} />
      <circle class="medallion-ring" cx="50" cy="50" r="38" />
      ${star && html`<path class="medallion-star" d=${STAR} />`}
    </svg>
  `;
}
