/** How the page of a desk starts: it connects, and draws the desk with every view. */

import { Opening } from "/static/js/desk/opening.js";
import { ServerNotices } from "/static/js/desk/server_notice.js";
import { mountPoint, pageData } from "/static/js/lib/dom.js";
import { live } from "/static/js/lib/live.js";
import { useView } from "/static/js/lib/live_hooks.js";
import { html, render } from "/static/vendor/preact.js";

/**
 * Start the page; `Page` is drawn with the newest view, the name of the seat and the team that sits on it.
 *
 * @template {AnyView | AnyReviewView} V
 * @param {(props: { view: V, seat: string, team: string }) => Child} Page
 */
export function startDesk(Page) {
  const { match, review, label = "", team = "" } = pageData();
  const App = () => {
    const view = /** @type {V | null} */ (useView());
    return html`<${ServerNotices} />
      ${view ? html`<${Page} view=${view} seat=${label} team=${team} />` : html`<${Opening} />`}`;
  };
  live.start({ match, review });
  render(html`<${App} />`, mountPoint("app"));
}
