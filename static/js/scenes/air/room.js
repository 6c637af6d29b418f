/** Words that fit their place: narrower on one line, smaller in a box; nothing is cut off without a sign. */

import { html, useEffect, useLayoutEffect, useRef, useState } from "/static/vendor/preact.js";

/** To what part of its width a line may be pressed together before it ends with an ellipsis. */
const NARROWEST = 0.62;

/** Draws again when the window or the fonts change: a number that counts these. */
export function useRoom() {
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
 * A text on one line.
 *
 * @param {{ text: string, class?: string }} props
 */
export function Tight({ text, class: name = "" }) {
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  const drawn = useRoom();
  useLayoutEffect(() => {
    const inner = ref.current;
    const place = inner?.parentElement;
    if (!inner || !place) return;
    inner.removeAttribute("style");
    const share = place.clientWidth / inner.scrollWidth;
    if (share >= 1) return;
    const narrow = Math.max(NARROWEST, share);
    inner.style.transform = `scaleX(${narrow})`;
    inner.style.width = `${100 / narrow}%`;
  }, [text, drawn]);
  return html`<span class=${`air-tight ${name}`}><span class="air-tight-inner" ref=${ref}>${text}</span></span>`;
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
