/**
 * Shows the pages of an attached file one under another: each is loaded when it comes near, larger and smaller by two
 * fingers, by keys (+ − 0) or by buttons.  A kind without pages is offered as a download.
 */

import { fill, setVars } from "/static/js/lib/dom.js";
import { has, t } from "/static/js/lib/words.js";
import { larger, smaller, within, zoomByKey } from "/static/js/lib/zoom.js";

/** @typedef {Pick<import("/static/js/lib/upload.js").Attached, "id" | "name" | "pages">} Shown */

/** Pages that are loaded before they come into sight: one height of the window. */
const NEAR = "100% 0px";

/**
 * An element with a class and children.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {string} name
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
function element(tag, name, ...children) {
  const made = document.createElement(tag);
  made.className = name;
  made.append(...children);
  return made;
}

/** What is wrong, in the page's words. @param {any} error */
const reason = (error) => {
  if (error?.message && error.message !== error.code) return error.message;
  return has(`errors.${error?.code}.message`) ? t(`errors.${error.code}.message`) : t("errors.no-answer.message");
};

/** The pages of one file in `mount`. */
export class Papers {
  /** @type {AbortController} */
  #stop = new AbortController();
  /** @type {Set<string>} */
  #addresses = new Set();
  /** @type {Map<number, { x: number, y: number }>} */
  #fingers = new Map();
  #spread = 0;
  #zoom = 1;
  #sheet = element("div", "papers-sheet");
  #mount;
  #store;
  /** @type {Shown | null} */
  #paper = null;
  /** @type {IntersectionObserver | null} */
  #near = null;

  /**
   * @param {HTMLElement} mount
   * @param {Pick<import("/static/js/lib/page_store.js").PageStore, "page">} store
   */
  constructor(mount, store) {
    this.#mount = mount;
    this.#store = store;
    this.#sheet.tabIndex = 0;
    this.#sheet.addEventListener("keydown", (event) => this.#onKey(event));
    for (const kind of /** @type {const} */ (["pointerdown", "pointermove", "pointerup", "pointercancel"]))
      this.#sheet.addEventListener(kind, (event) => this.#onPointer(event));
  }

  /**
   * Show another file.
   *
   * @param {Shown} paper
   */
  show(paper) {
    this.close();
    this.#stop = new AbortController();
    this.#paper = paper;
    this.#sheet.textContent = "";
    this.#sheet.scrollTop = 0;
    this.#sheet.setAttribute("aria-label", paper.name);
    fill(this.#mount, this.#bar(paper), this.#sheet);
    if (!paper.pages) {
      this.#sheet.append(element("p", "papers-none", t("attachments.pages.no_pages", { name: paper.name })));
      return;
    }
    this.#setZoom(1);
    this.#near = new IntersectionObserver((seen) => this.#load(seen), { root: this.#sheet, rootMargin: NEAR });
    for (let page = 1; page <= paper.pages; page += 1) {
      const figure = element("figure", "papers-page");
      figure.dataset.page = String(page);
      figure.append(element("figcaption", "", t("attachments.pages.page", { page, pages: paper.pages })));
      this.#sheet.append(figure);
      this.#near.observe(figure);
    }
  }

  /** Stop loading, and give the memory of the pictures back. */
  close() {
    this.#stop.abort();
    this.#near?.disconnect();
    this.#near = null;
    for (const address of this.#addresses) URL.revokeObjectURL(address);
    this.#addresses.clear();
    fill(this.#mount);
  }

  /** @param {Shown} paper */
  #bar = (paper) => {
    const link = element("a", "button", t("attachments.file.download"));
    link.href = `/review/attachments/${encodeURIComponent(paper.id)}/file`;
    link.setAttribute("download", paper.name);
    const bar = element("div", "papers-bar", element("b", "papers-name", paper.name));
    if (paper.pages) {
      bar.append(
        this.#button("−", "attachments.pages.smaller", () => this.#setZoom(smaller(this.#zoom))),
        this.#button("1:1", "attachments.pages.whole", () => this.#setZoom(1)),
        this.#button("+", "attachments.pages.larger", () => this.#setZoom(larger(this.#zoom))),
      );
    }
    bar.append(link);
    return bar;
  };

  /** @param {string} sign @param {string} words @param {() => void} act */
  #button = (sign, words, act) => {
    const made = element("button", "button papers-zoom", sign);
    made.type = "button";
    made.title = t(words);
    made.setAttribute("aria-label", t(words));
    made.addEventListener("click", act);
    return made;
  };

  /** @param {IntersectionObserverEntry[]} seen */
  #load = (seen) => {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue;
      this.#near?.unobserve(target);
      this.#draw(/** @type {HTMLElement} */ (target));
    }
  };

  /** @param {HTMLElement} figure */
  #draw = async (figure) => {
    const paper = /** @type {Shown} */ (this.#paper);
    const { signal } = this.#stop;
    const page = Number(figure.dataset.page);
    figure.querySelector(".papers-state")?.remove();
    const state = element("p", "papers-state", t("attachments.pages.loading", { page }));
    figure.prepend(state);
    try {
      const address = URL.createObjectURL(await this.#store.page(paper.id, page, signal));
      if (signal.aborted) {
        URL.revokeObjectURL(address);
        return;
      }
      this.#addresses.add(address);
      const picture = element("img", "papers-picture");
      picture.alt = t("attachments.pages.page", { page, pages: paper.pages });
      picture.decoding = "async";
      picture.src = address;
      state.replaceWith(picture);
      figure.classList.add("papers-drawn");
    } catch (error) {
      if (signal.aborted) return;
      const again = element("button", "button", t("attachments.pages.retry"));
      again.type = "button";
      again.addEventListener("click", () => this.#draw(figure));
      fill(state, t("attachments.pages.failed", { page, reason: reason(error) }), " ", again);
    }
  };

  /**
   * Larger or smaller round a point of the sheet, which stays where it is.
   *
   * @param {number} zoom
   * @param {{ x: number, y: number }} [at] in the window; the middle where none is given
   */
  #setZoom = (zoom, at) => {
    const sheet = this.#sheet;
    const box = sheet.getBoundingClientRect();
    const x = at ? at.x - box.left : box.width / 2;
    const y = at ? at.y - box.top : box.height / 2;
    const by = within(zoom) / this.#zoom;
    const [left, top] = [(sheet.scrollLeft + x) * by - x, (sheet.scrollTop + y) * by - y];
    this.#zoom = within(zoom);
    setVars(sheet, { zoom: this.#zoom });
    sheet.scrollLeft = left;
    sheet.scrollTop = top;
  };

  /** @param {KeyboardEvent} event */
  #onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const zoom = zoomByKey(event.key, this.#zoom);
    if (zoom === null) return;
    event.preventDefault();
    this.#setZoom(zoom);
  };

  /** @param {PointerEvent} event */
  #onPointer = (event) => {
    if (event.pointerType !== "touch") return;
    if (event.type === "pointerup" || event.type === "pointercancel") this.#fingers.delete(event.pointerId);
    else if (event.type === "pointerdown" || this.#fingers.has(event.pointerId))
      this.#fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const [one, other] = [...this.#fingers.values()];
    if (this.#fingers.size !== 2) {
      this.#spread = 0;
      return;
    }
    const spread = Math.hypot(one.x - other.x, one.y - other.y);
    const middle = { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
    if (this.#spread > 0 && spread > 0) this.#setZoom((this.#zoom * spread) / this.#spread, middle);
    this.#spread = spread;
  };
}
