/** Small helpers around the document. */

/**
 * The page's facts, from the root element: `<html data-match="…">`.
 *
 * @returns {Record<string, string | undefined>}
 */
export function pageData() {
  return { ...document.documentElement.dataset };
}

/** @param {string} name */
function metaContent(name) {
  return document.querySelector(`meta[name="${name}"]`)?.getAttribute("content") ?? "";
}

/**
 * Put these into a node, and nothing else.
 *
 * @param {Element} node
 * @param {(Node | string)[]} children
 */
export function fill(node, ...children) {
  node.textContent = "";
  node.append(...children);
}

/** The version of the program that this page came from. */
export function pageVersion() {
  return metaContent("version");
}

/** The id of the ticket that this page sits on; one browser may hold several seats. "" where it has none. */
export function seatId() {
  return metaContent("seat");
}

/** The CSRF token of this session. */
export function csrfToken() {
  return metaContent("csrf-token");
}

/** The time zone of the event, by its name. */
export function eventZone() {
  return metaContent("zone");
}

/**
 * Set CSS custom properties on a node; the policy forbids style attributes, not the CSSOM.
 *
 * @param {HTMLElement | null} node
 * @param {Record<string, string | number>} vars
 */
export function setVars(node, vars) {
  for (const [name, value] of Object.entries(vars)) node?.style.setProperty(`--${name}`, String(value));
}

/**
 * Class names from the truthy values: `cls("a", on && "b")`.
 *
 * @param {...unknown} names
 */
export function cls(...names) {
  return names.filter(Boolean).join(" ");
}

/** True where the person asked for less motion. */
export function prefersReducedMotion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/**
 * Call `fn` when the page becomes visible again or the browser reports the network back.
 *
 * @param {() => void} fn
 */
export function onReturn(fn) {
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && fn());
  addEventListener("pageshow", (event) => event.persisted && fn());
  addEventListener("online", fn);
}

/**
 * Put the theme of a match or a review onto the root element; CSS does the rest.
 *
 * @param {{ theme: string, bright: boolean }} looks
 */
export function applyTheme(looks) {
  applyThemeTo(document.documentElement, looks);
}

/**
 * The same for the root element of another document.
 *
 * @param {HTMLElement} root
 * @param {{ theme: string, bright: boolean }} looks
 */
export function applyThemeTo(root, looks) {
  root.dataset.theme = looks?.theme || "crimson";
  root.dataset.bright = looks?.bright ? "yes" : "no";
}

/**
 * A listener of a field that gets what was typed or chosen.
 *
 * @param {(value: string) => void} set
 */
export function onValue(set) {
  return (/** @type {FieldEvent} */ event) => set(event.target.value);
}

/**
 * After a touch by a pointer the button loses the focus, so that it does not take the next Space.
 *
 * @param {ElementEvent<MouseEvent, HTMLElement>} event
 */
export function releaseFocus(event) {
  if (event.detail > 0) event.currentTarget.blur();
}

/**
 * The element that a page's template has under this id, to draw into.
 *
 * @param {string} id
 */
export const mountPoint = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
