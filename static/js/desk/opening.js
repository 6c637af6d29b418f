/** What a page shows before its first view. */

import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

/** The page without a view. */
export function Opening() {
  return html`<p class="opening" role="status">${t("host.opening")}</p>`;
}
