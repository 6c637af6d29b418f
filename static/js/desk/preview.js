/**
 * A small picture of the big screen, drawn by the big screen's own scenes.
 *
 * The display may not be framed, so the scenes are drawn into an empty frame of 1600 × 900 that is then made small:
 * inside it a vh is a vh of the big screen.
 */

import { applyThemeTo, setVars } from "/static/js/lib/dom.js";
import { t } from "/static/js/lib/words.js";
import { html, render, useEffect, useRef } from "/static/vendor/preact.js";

const WIDTH = 1600;
/**
 * Make the empty document of the frame a big screen; returns the node to draw into.  The template of the page holds the
 * big screen's style sheets; as on every page those of the fonts come when the page has drawn.
 *
 * @param {Document} page
 */
function furnish(page) {
  page.documentElement.lang = document.documentElement.lang;
  page.documentElement.className = "wall";
  const sheets = /** @type {HTMLTemplateElement} */ (document.getElementById("wall-sheets"));
  page.head.append(page.importNode(sheets.content, true));
  const loadFonts = () => {
    for (const link of /** @type {NodeListOf<HTMLLinkElement>} */ (page.querySelectorAll("link[rel=later]")))
      link.rel = "stylesheet";
  };
  if (document.readyState === "complete") loadFonts();
  else addEventListener("load", loadFonts);
  const root = page.createElement("div");
  root.id = "screen";
  page.body.append(root);
  return root;
}

/**
 * Draw into the frame: a tree of its own, never drawn while another tree is (hooks keep one place for both).  A fault
 * in a scene must not stop the console: the preview is missing, everything else goes on.
 *
 * @param {HTMLElement} root
 * @param {(wall: Window) => Child} picture
 * @param {string} word
 */
function draw(root, picture, word) {
  try {
    render(picture(/** @type {Window} */ (root.ownerDocument.defaultView)), root);
  } catch (fault) {
    console.error("preview", fault);
    root.textContent = word;
  }
}

/**
 * The picture; it follows the width of its place.  `looks`: the theme · `picture(wall)`: what is drawn in the window
 * `wall`, for the view `of` · `word`: what stands there instead if it cannot be drawn.
 *
 * @param {{
 *   looks: { theme: string, bright: boolean },
 *   of: unknown,
 *   picture: (wall: Window) => Child,
 *   word: string,
 * }} props
 */
export function PreviewFrame({ looks, of, picture, word }) {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const frame = useRef(/** @type {HTMLIFrameElement | null} */ (null));
  const root = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    const node = place.current;
    const page = frame.current?.contentDocument;
    if (!node || !page) return undefined;
    root.current = furnish(page);
    const watch = new ResizeObserver(() => setVars(node, { "preview-scale": node.clientWidth / WIDTH }));
    watch.observe(node);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    const wall = root.current;
    if (!wall) return;
    applyThemeTo(wall.ownerDocument.documentElement, looks);
    queueMicrotask(() => draw(wall, picture, word));
  }, [of]);
  return html`<div class="preview" ref=${place}>
    <iframe ref=${frame} title=${t("host.screen.preview")} tabindex="-1" aria-hidden="true"></iframe>
  </div>`;
}
