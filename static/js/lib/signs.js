/** Drawn signs, used beside words: no meaning by colour alone, no character that a font may lack. */

import { html } from "/static/vendor/preact.js";

/** @type {Record<string, import("preact").VNode>} */
const PATHS = {
  right: html`<path d="M4 13l5.5 5.5L20 6.5" fill="none" stroke="currentColor" stroke-width="3.4" stroke-linecap="square" />`,
  wrong: html`<path d="M5.5 5.5l13 13m0-13l-13 13" fill="none" stroke="currentColor" stroke-width="3.4" stroke-linecap="square" />`,
  none: html`<path d="M5 12h14" fill="none" stroke="currentColor" stroke-width="3.4" stroke-linecap="square" />`,
  clock: html`<path d="M12 6.5V12l4 2.5M12 3a9 9 0 100 18 9 9 0 000-18z" fill="none" stroke="currentColor" stroke-width="2.4" />`,
  foul: html`<path d="M8.2 2.5h7.6l5.7 5.7v7.6l-5.7 5.7H8.2l-5.7-5.7V8.2z" fill="none" stroke="currentColor" stroke-width="2.4" /><path d="M12 7v6.5m0 2.2V18" stroke="currentColor" stroke-width="2.8" />`,
  barred: html`<path d="M12 3a9 9 0 100 18 9 9 0 000-18zM5.8 5.8l12.4 12.4" fill="none" stroke="currentColor" stroke-width="2.8" />`,
  up: html`<path d="M12 4.5L21 19H3z" fill="currentColor" />`,
  down: html`<path d="M12 19.5L21 5H3z" fill="currentColor" />`,
  sound: html`<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.2 4.2 0 010 6M18 6.5a7.8 7.8 0 010 11" fill="none" stroke="currentColor" stroke-width="2" />`,
  lock: html`<path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 017 0v3" fill="none" stroke="currentColor" stroke-width="2.4" />`,
  pause: html`<path d="M8 5v14M16 5v14" stroke="currentColor" stroke-width="4" />`,
  hand: html`<path d="M8 12V5.5a1.5 1.5 0 013 0V11m0-6.5v-1a1.5 1.5 0 013 0V11m0-5.5a1.5 1.5 0 013 0V15c0 4-2.5 6.5-6 6.5-3 0-4.5-1.5-6-4.5l-1.8-3.6a1.4 1.4 0 012.4-1.4L8 14" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" />`,
};

/**
 * A sign by name; decorative, the words stand beside it.
 *
 * @param {{ name: string }} props
 */
export function Sign({ name }) {
  return html`<svg class=${`sign sign-${name}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">${PATHS[name]}</svg>`;
}

/**
 * The sign of a verdict.
 *
 * @param {Verdict} verdict
 */
export function verdictSign(verdict) {
  return (
    { right: "right", wrong: "wrong", timeout: "clock", give_up: "none", blank: "none", void: "barred" }[verdict] ??
    "none"
  );
}
