/** Small helpers around the document. */

/** The page's facts, from the root element: `<html data-match="…">`. */
export function pageData() {
  return { ...document.documentElement.dataset };
}

/** The id of the ticket that this page sits on; one browser may hold several seats. "" where it has none. */
export function seatId() {
  return document.querySelector('meta[name="seat"]')?.content ?? "";
}

/** The CSRF token of this session. */
export function csrfToken() {
  return document.querySelector('meta[name="csrf-token"]')?.content ?? "";
}

/** Set CSS custom properties on a node; the policy forbids style attributes, not the CSSOM. */
export function setVars(node, vars) {
  for (const [name, value] of Object.entries(vars)) node?.style.setProperty(`--${name}`, String(value));
}

/** Class names from the truthy values: `cls("a", on && "b")`. */
export function cls(...names) {
  return names.filter(Boolean).join(" ");
}

/** True where the person asked for less motion. */
export function prefersReducedMotion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Call `fn` when the page comes back into sight or the network is said to be back. */
export function onReturn(fn) {
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && fn());
  addEventListener("pageshow", (event) => event.persisted && fn());
  addEventListener("online", fn);
}

/** Put the theme of a view onto the root element; CSS does the rest. */
export function applyTheme(match) {
  const root = document.documentElement;
  root.dataset.theme = match?.theme || "crimson";
  root.dataset.bright = match?.bright ? "yes" : "no";
}
