/**
 * A small picture of the big screen, drawn by the big screen's own scenes.
 *
 * The display may not be framed, so the scenes are drawn into an empty frame of 1600 × 900 that is then made small:
 * inside it a vh is a vh of the big screen.  The view is first reduced to what the audience has.
 */

import { asAudience } from "/static/js/host/audience_view.js";
import { setVars } from "/static/js/lib/dom.js";
import { t } from "/static/js/lib/words.js";
import { Picture } from "/static/js/scenes/picture.js";
import { html, render, useEffect, useRef } from "/static/vendor/preact.js";

const WIDTH = 1600;
const SHEETS = [
  "vendor/fonts/noto-sans-sc.css",
  "vendor/fonts/source-han-serif.css",
  "css/tokens.css",
  "css/base.css",
  "css/display.css",
  "css/display_backdrop.css",
  "css/display_moments.css",
  "css/display_question.css",
  "css/display_turn.css",
  "css/display_press.css",
  "css/display_answer.css",
  "css/display_marks.css",
  "css/display_lists.css",
];

/**
 * Make the empty document of the frame a big screen; returns the node to draw into.
 *
 * @param {Document} page
 */
function furnish(page) {
  page.documentElement.lang = document.documentElement.lang;
  page.documentElement.className = "wall";
  for (const sheet of SHEETS) {
    const link = page.createElement("link");
    link.rel = "stylesheet";
    link.href = `/static/${sheet}`;
    page.head.append(link);
  }
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
 * @param {View} view
 */
function draw(root, view) {
  try {
    render(html`<${Picture} view=${view} wall=${root.ownerDocument.defaultView} />`, root);
  } catch (fault) {
    console.error("preview", fault);
    root.textContent = t(`host.scene.${view.scene}`);
  }
}

/**
 * The picture; it follows the width of its place.
 *
 * @param {{ view: DeskView }} props
 */
export function Preview({ view }) {
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
    const { dataset } = wall.ownerDocument.documentElement;
    dataset.theme = view.match.theme || "crimson";
    dataset.bright = view.match.bright ? "yes" : "no";
    queueMicrotask(() => draw(wall, /** @type {View} */ (asAudience(view))));
  }, [view]);
  return html`<div class="preview" ref=${place}>
    <iframe ref=${frame} title=${t("host.screen.preview")} tabindex="-1" aria-hidden="true"></iframe>
  </div>`;
}
