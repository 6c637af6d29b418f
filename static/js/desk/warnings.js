/** What is wrong with the server or a screen while an event goes on. */

import { html } from "/static/vendor/preact.js";

/**
 * The warnings of a view; nothing on the seats that are told of none.
 *
 * @param {{ view: { warnings?: WarningPart[] } }} props
 */
export function Warnings({ view }) {
  const { warnings = [] } = view;
  if (warnings.length === 0) return null;
  return html`<ul class="desk-warnings" role="alert">${warnings.map(({ code, text }) => html`<li key=${`${code} ${text}`}>${text}</li>`)}</ul>`;
}
