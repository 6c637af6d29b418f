/**
 * How much of a picture may be seen behind words: a veil in the theme's colour, so dense that every colour of words has
 * the contrast that the house asks for (WCAG 2.2) on the least favourable place of the picture.  Pure.
 */

/** What words on a big screen have at least. */
export const LEAST_CONTRAST = 7;
/** The veil is darker than the ground of a dark theme, and lighter than that of a bright one, by this part. */
const DEEPER = 0.55;
const STEPS = 100;
/** Where the colours of the theme are not known yet. */
const UNKNOWN = 0.94;

/** @typedef {[number, number, number]} Colour red, green, blue from 0 to 255 */

/**
 * The colour of `#rrggbb`; null for anything else.
 *
 * @param {string} text
 * @returns {Colour | null}
 */
export function colourOf(text) {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text.trim());
  return found && /** @type {Colour} */ (found.slice(1).map((part) => Number.parseInt(part, 16)));
}

/** @param {Colour} colour */
function luminanceOf(colour) {
  const [r, g, b] = colour.map((part) => {
    const c = part / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/**
 * @param {Colour} a
 * @param {Colour} b
 */
export function contrastOf(a, b) {
  const [light, dark] = [luminanceOf(a), luminanceOf(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

/**
 * `over` laid on `under` with this density.
 *
 * @param {Colour} over
 * @param {Colour} under
 * @param {number} density
 */
const laid = (over, under, density) =>
  /** @type {Colour} */ (over.map((part, i) => part * density + under[i] * (1 - density)));

/**
 * The veil for a picture between `dark` and `bright` in a theme with this ground and these colours of words: its colour,
 * and its density from 0 to 1.
 *
 * @param {{ bright: string, dark: string }} picture
 * @param {{ ground: string, words: string[] }} theme
 */
export function veilFor({ bright, dark }, { ground, words }) {
  const bg = colourOf(ground);
  const inks = words.map(colourOf).filter((one) => one !== null);
  const ends = [colourOf(bright), colourOf(dark)].filter((one) => one !== null);
  if (!bg || !inks.length || ends.length < 2) return { colour: ground || "#000000", density: UNKNOWN };
  /** @type {Colour} */
  const end = luminanceOf(bg) < 0.18 ? [0, 0, 0] : [255, 255, 255];
  const veil = /** @type {Colour} */ (laid(end, bg, DEEPER).map(Math.round));
  const clear = (/** @type {number} */ density) =>
    ends.every((under) => inks.every((ink) => contrastOf(ink, laid(veil, under, density)) >= LEAST_CONTRAST));
  let step = 0;
  while (step < STEPS && !clear(step / STEPS)) step += 1;
  return { colour: `rgb(${veil.join(", ")})`, density: step / STEPS };
}
