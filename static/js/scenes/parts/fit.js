/** Type as large as its place allows, and never below what the last row can read. */

import { LEAST, squeeze } from "/static/js/scenes/layout.js";
import { useTrouble } from "/static/js/scenes/parts/troubles.js";
import { roomiest } from "/static/js/scenes/type_size.js";
import { createContext, html, useContext, useLayoutEffect, useRef, useState } from "/static/vendor/preact.js";

/** A line of words has so many signs, one of the least size so many. */
const FEWEST_SIGNS = 5;
const FEWEST_LEAST = 4;

/** The window whose height is the screen's: this one, or that of the frame of the preview. */
export const WallWindow = createContext(globalThis.window);

const watched = new WeakMap();

/**
 * The size of a window's screen, and who listens for its changes.  One listener for all: were each part to listen
 * for itself, a part would be drawn, and measured, before the list around it has its new columns.
 *
 * @param {Window} view
 */
function watch(view) {
  const known = watched.get(view);
  if (known) return known;
  const made = { wall: { width: view.innerWidth, height: view.innerHeight, drawn: 0 }, listeners: new Set() };
  const measure = () => {
    made.wall = { width: view.innerWidth, height: view.innerHeight, drawn: made.wall.drawn + 1 };
    for (const listener of made.listeners) listener(made.wall);
  };
  const { fonts } = view.document;
  view.addEventListener("resize", measure);
  fonts?.ready.then(measure);
  fonts?.addEventListener?.("loadingdone", measure);
  watched.set(view, made);
  return made;
}

/** The screen's size; draws again when it or its fonts change. */
export function useWall() {
  const seen = watch(useContext(WallWindow));
  const [wall, setWall] = useState(seen.wall);
  useLayoutEffect(() => {
    setWall(seen.wall);
    seen.listeners.add(setWall);
    return () => seen.listeners.delete(setWall);
  }, [seen]);
  return wall;
}

/** @param {HTMLElement} node */
function overflows(node) {
  return node.scrollHeight > node.clientHeight + 1 || node.scrollWidth > node.clientWidth + 1;
}

/**
 * Whether words stand in a column so slim that they are better smaller: three lines and more, of less than `fewest`
 * signs each, or two lines of a sign each.
 *
 * @param {HTMLElement} node
 * @param {number} fewest
 */
function slim(node, fewest) {
  return [...node.querySelectorAll(".stem, .option-text")].some((words) => {
    const size = parseFloat(getComputedStyle(words).fontSize);
    const lines = words.clientHeight / size;
    return words.clientWidth < size * (lines > 3 ? fewest : lines > 2 ? Math.min(fewest, 2) : 0);
  });
}

/**
 * The layout of one group that allows the largest words in `node`; they are sized by `--fit`.
 *
 * @param {HTMLElement} node
 * @param {Element} inner
 * @param {string[]} layouts
 * @param {number} most
 * @param {number} fewest signs of a line of words of the least size
 */
function bestOf(node, inner, layouts, most, fewest) {
  return roomiest(layouts, most, (layout, size) => {
    inner.className = `fit-inner ${layout}`;
    node.style.setProperty("--fit", `${size}vh`);
    return !overflows(node) && !slim(node, size === LEAST ? fewest : FEWEST_SIGNS);
  });
}

/**
 * A box whose words are as large as fits, between 3.6 vh and `most` vh.  `layouts` are groups of class names: the next
 * group is tried only where no layout of the one before holds everything; a slim column of the least size where none of
 * all is better.  What even the last cannot hold is panned slowly up and down rather than cut off.
 *
 * @param {{ most?: number, layouts?: string[][], class?: string, watch?: unknown, children?: Child }} props
 */
export function Fit({ most = 8, layouts = [[""]], class: name = "", watch = "", children }) {
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  const wall = useWall();
  const [over, setOver] = useState(false);
  useTrouble(over ? "text-cut" : null);
  useLayoutEffect(() => {
    const node = ref.current;
    const inner = /** @type {HTMLElement | null | undefined} */ (node?.firstElementChild);
    if (!node || !inner) return;
    let best = { size: 0, layout: "" };
    for (const fewest of [FEWEST_LEAST, 0]) {
      for (const group of layouts) {
        if (best.size === 0) best = bestOf(node, inner, group, most, fewest);
      }
    }
    inner.className = `fit-inner ${best.layout}`;
    node.style.setProperty("--fit", `${best.size || LEAST}vh`);
    const hidden = node.scrollHeight - node.clientHeight;
    inner.classList.toggle("fit-over", hidden > 1);
    setOver(hidden > 1);
    inner.style.setProperty("--hidden", `${-hidden}px`);
  }, [wall.width, wall.height, wall.drawn, watch, name, most]);
  return html`<div ref=${ref} class=${`fit ${name}`}><div class="fit-inner">${children}</div></div>`;
}

/**
 * A text on one line; one that is too long for its place is made smaller, then takes two lines (`lines`: at most).
 *
 * @param {{ text: Child, class?: string, lines?: 1 | 2 }} props
 */
export function Line({ text, class: name = "", lines = 2 }) {
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  const wall = useWall();
  useLayoutEffect(() => {
    const inner = ref.current;
    if (inner?.parentElement) fitLine(inner, inner.parentElement, wall.height / 100, lines);
  }, [text, wall.width, wall.height, wall.drawn, lines]);
  return html`<span class=${`line ${name}`}><span class="line-inner" ref=${ref}>${text}</span></span>`;
}

/**
 * @param {HTMLElement} inner
 * @param {HTMLElement} place
 * @param {number} vh
 * @param {1 | 2} most
 */
function fitLine(inner, place, vh, most) {
  inner.removeAttribute("style");
  inner.classList.remove("line-two");
  const before = parseFloat(getComputedStyle(inner).fontSize) / vh;
  const fitted = squeeze({ need: inner.scrollWidth, have: place.clientWidth, size: before, most });
  /** @param {number} size */
  const set = (size) => {
    inner.style.fontSize = `${size}vh`;
  };
  if (fitted.size < before) set(fitted.size);
  if (fitted.narrow < 1) inner.style.transform = `scaleX(${fitted.narrow})`;
  if (fitted.lines === 1) return;
  inner.classList.add("line-two");
  inner.style.width = `${100 / fitted.narrow}%`;
  // Words of Latin letters do not break in the middle: then both lines get a little smaller still.
  for (let size = fitted.size; size > LEAST && tooMuch(inner, size * vh); size *= 0.94)
    set(Math.max(LEAST, size * 0.94));
}

/**
 * @param {HTMLElement} inner
 * @param {number} size
 */
const tooMuch = (inner, size) => inner.scrollWidth > inner.clientWidth + 1 || inner.clientHeight > size * 2.6;
