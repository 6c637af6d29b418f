/**
 * What lies behind every scene: silk and rays for 赤金, ridges and a moon for 靛夜.
 *
 * Drawn with curves that stretch to any screen; colours come from the theme's tokens by class.  The pictures stay in
 * the bottom fifth, where heads hide them anyway, and carry no words.
 */

import { useFetched } from "/static/js/lib/fetched.js";
import { smooth } from "/static/js/scenes/curves.js";
import { WallWindow } from "/static/js/scenes/parts/fit.js";
import { useTrouble } from "/static/js/scenes/parts/troubles.js";
import { veilFor } from "/static/js/scenes/parts/veil.js";
import { html, useContext } from "/static/vendor/preact.js";

const WIDTH = 1600;
const HEIGHT = 300;

/** @typedef {import("/static/js/scenes/curves.js").Point} Point */

/** @type {Point[][]} */
const RIDGES = [
  [
    [0, 150],
    [120, 118],
    [210, 132],
    [330, 62],
    [400, 98],
    [470, 84],
    [600, 128],
    [760, 96],
    [860, 124],
    [1010, 70],
    [1090, 112],
    [1190, 40],
    [1290, 104],
    [1390, 66],
    [1500, 110],
    [1600, 84],
  ],
  [
    [0, 196],
    [90, 150],
    [200, 190],
    [300, 168],
    [430, 206],
    [560, 150],
    [650, 190],
    [800, 200],
    [930, 160],
    [1040, 204],
    [1170, 176],
    [1300, 128],
    [1390, 184],
    [1480, 150],
    [1600, 192],
  ],
  [
    [0, 226],
    [140, 214],
    [260, 240],
    [420, 226],
    [520, 246],
    [690, 214],
    [820, 244],
    [1000, 232],
    [1120, 250],
    [1260, 218],
    [1380, 244],
    [1500, 222],
    [1600, 240],
  ],
];

/** @type {Point[][]} */
const SILKS = [
  [
    [0, 150],
    [220, 92],
    [480, 108],
    [760, 184],
    [1040, 214],
    [1320, 150],
    [1600, 52],
  ],
  [
    [0, 224],
    [240, 156],
    [520, 150],
    [820, 214],
    [1100, 240],
    [1360, 190],
    [1600, 112],
  ],
  [
    [0, 262],
    [280, 226],
    [560, 214],
    [860, 250],
    [1140, 268],
    [1400, 232],
    [1600, 186],
  ],
];

/** @param {string} line */
const under = (line) => `${line}V${HEIGHT}H0Z`;

/** @param {{ lines: Point[][], threads: number, gap: number }} props */
function Layers({ lines, threads, gap }) {
  return lines.map(
    (points, i) => html`
    <g class=${`layer layer-${i + 1}`}>
      <path class="layer-body" d=${under(smooth(points))} />
      ${Array.from(
        { length: threads },
        (_, k) => html`
        <path class="layer-thread" d=${smooth(points, k * gap + (k * k * gap) / 6)} opacity=${(1 - k / threads) ** 1.4} />
      `,
      )}
    </g>
  `,
  );
}

/**
 * One corner of the frame: a key-fret (回纹).
 *
 * @param {{ place: string }} props
 */
function Corner({ place }) {
  return html`
    <svg class=${`corner corner-${place}`} viewBox="0 0 100 100" aria-hidden="true">
      <path d="M3 100V3h97M10 100V10h90" />
      <path d="M18 62V18h44M18 50h14V32h18V18M25 43h0" />
      <path class="corner-dot" d="M38 38l5-5 5 5-5 5z" />
    </svg>
  `;
}

const CORNERS = ["nw", "ne", "sw", "se"];

/**
 * The organisers' own picture below its veil.
 *
 * @param {{ picture: BackdropPart }} props
 */
function Own({ picture }) {
  const page = useContext(WallWindow).document;
  const { failed, onError, onLoad } = useFetched(picture.url);
  useTrouble(failed ? "media-failed" : null);
  const tokens = getComputedStyle(page.documentElement);
  const of = (/** @type {string} */ name) => tokens.getPropertyValue(`--${name}`);
  const veil = veilFor(picture, { ground: of("bg"), words: ["ink", "ink-soft", "accent"].map(of) });
  return html`
    <div class="backdrop backdrop-own" aria-hidden="true">
      <img src=${picture.url} alt="" onError=${onError} onLoad=${onLoad} />
      <div class="backdrop-veil" style=${{ background: veil.colour, opacity: veil.density }}></div>
      ${CORNERS.map((place) => html`<${Corner} place=${place} />`)}
    </div>
  `;
}

/**
 * The whole backdrop; `theme` chooses the picture, unless the organisers have one of their `own`.
 *
 * @param {{ theme: string, own?: BackdropPart }} props
 */
export function Backdrop({ theme, own }) {
  if (own) return html`<${Own} picture=${own} />`;
  const silk = theme !== "indigo";
  return html`
    <div class=${`backdrop ${silk ? "backdrop-silk" : "backdrop-ridge"}`} aria-hidden="true">
      <div class="backdrop-light"></div>
      ${!silk && html`<svg class="moon" viewBox="0 0 100 100"><circle cx="50" cy="50" r="30" /><circle cx="50" cy="50" r="38" /><circle cx="50" cy="50" r="48" /></svg>`}
      <svg class="land" viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none">
        <${Layers} lines=${silk ? SILKS : RIDGES} threads=${silk ? 9 : 7} gap=${silk ? 5 : 8} />
      </svg>
      ${CORNERS.map((place) => html`<${Corner} place=${place} />`)}
    </div>
  `;
}
