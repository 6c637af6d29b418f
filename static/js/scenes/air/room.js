/** Words that fit their place: narrower on one line, smaller in a box; nothing is cut off without a sign. */

import { html, useEffect, useLayoutEffect, useRef, useState } from "/static/vendor/preact.js";

/** To what part of its width a line may be pressed together before it ends with an ellipsis. */
const NARROWEST = 0.62;
/** What signs of a font stand out of their line, in em. */
const LEAN = 0.4;
/** To what part where two lines are better than a narrower one. */
const EASY = 0.68;

/** Draws again when the window or the fonts change: a number that counts these. */
function useRoom() {
  const [drawn, setDrawn] = useState(0);
  useEffect(() => {
    const again = () => setDrawn((old) => old + 1);
    addEventListener("resize", again);
    document.fonts?.ready.then(again);
    document.fonts?.addEventListener?.("loadingdone", again);
    return () => {
      removeEventListener("resize", again);
      document.fonts?.removeEventListener?.("loadingdone", again);
    };
  }, []);
  return drawn;
}

/**
 * A text on one line; one that would be pressed together too much takes two lines of smaller type (`lines`: at most).
 *
 * @param {{ text: string, class?: string, lines?: 1 | 2 }} props
 */
export function Tight({ text, class: name = "", lines = 1 }) {
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  const drawn = useRoom();
  useLayoutEffect(() => {
    const inner = ref.current;
    if (inner?.parentElement) press(inner, inner.parentElement, lines);
  }, [text, drawn, lines]);
  return html`<span class=${`air-tight ${name}`}><span class="air-tight-inner" ref=${ref}>${text}</span></span>`;
}

/**
 * @param {HTMLElement} inner
 * @param {number} share of its width
 */
function narrow(inner, share) {
  inner.style.transform = share < 1 ? `scaleX(${share})` : "";
  inner.style.width = share < 1 ? `${100 / share}%` : "";
}

/**
 * @param {HTMLElement} inner
 * @param {HTMLElement} place
 * @param {1 | 2} lines
 */
function press(inner, place, lines) {
  inner.classList.remove("air-tight-two");
  narrow(inner, 1);
  const share = Math.floor((place.clientWidth / (inner.scrollWidth + 1)) * 100) / 100;
  if (inner.scrollWidth <= inner.clientWidth) return;
  if (share >= (lines === 1 ? NARROWEST : EASY)) {
    narrow(inner, share);
    return;
  }
  if (lines === 1) {
    narrow(inner, NARROWEST);
    return;
  }
  inner.classList.add("air-tight-two");
  for (let tried = 1; tried >= NARROWEST; tried -= 0.04) {
    narrow(inner, tried);
    if (inner.scrollHeight <= inner.clientHeight + parseFloat(getComputedStyle(inner).fontSize) * LEAN) return;
  }
}

/**
 * A box whose words get smaller until they are no higher than `most` units of the picture, down to `least`; longer ones
 * make it higher.
 *
 * @param {{ from: number, least: number, most: number, watch: unknown, class?: string, children?: Child }} props
 */
export function Shrunk({ from, least, most, watch, class: name = "", children }) {
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  const drawn = useRoom();
  useLayoutEffect(() => {
    const box = ref.current;
    if (!box) return;
    for (let size = from; ; size = Math.max(least, size - 0.2)) {
      box.style.setProperty("--size", String(size));
      const unit = parseFloat(getComputedStyle(box).fontSize) / size;
      if (size <= least || box.scrollHeight <= most * unit) break;
    }
  }, [watch, drawn, from, least, most]);
  return html`<div ref=${ref} class=${`air-shrunk ${name}`}>${children}</div>`;
}
