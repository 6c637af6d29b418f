/** Points as people read them.  They come as exact decimal strings and are never calculated with here. */

/**
 * "-10" → "−10", "" → "" (not scored yet is not 0).
 *
 * @param {string | null | undefined} score
 */
export function scoreText(score) {
  return (score ?? "").replace("-", "−");
}

/**
 * With its sign, for what an answer brought: "10" → "+10", "-10" → "−10", "0" → "0".
 *
 * @param {string | null | undefined} points
 */
export function gainText(points) {
  if (!points) return points ?? "";
  return /^-|^0(\.0*)?$/.test(points) ? scoreText(points) : `+${points}`;
}

/**
 * The texts between two scores while a number rolls, `steps` of them, the last one exactly `to`.
 * The steps are only for show; the last text counts.
 *
 * @param {string} from
 * @param {string} to
 * @param {number} [steps]
 */
export function rollTexts(from, to, steps = 16) {
  const [a, b] = [Number(from), Number(to)];
  if (from === to || !Number.isFinite(a) || !Number.isFinite(b) || from === "" || to === "") return [to];
  const digits = (to.split(".")[1] ?? "").length;
  return Array.from({ length: steps }, (_, i) => {
    if (i === steps - 1) return to;
    const eased = 1 - (1 - (i + 1) / steps) ** 3;
    return (a + (b - a) * eased).toFixed(digits);
  });
}
