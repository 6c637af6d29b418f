/** The way to the page that anybody may follow on a telephone: a QR code, and its address where the page knows it. */

import { pageData } from "/static/js/lib/dom.js";
import { Picture } from "/static/js/lib/fetched.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

/** @param {{ code: string }} props */
export function PublicLink({ code }) {
  const { live } = pageData();
  return html`
    <div class="public-link">
      <${Picture} src=${`/live/${code}/qr.svg`} alt=${t("display.public_link")} />
      <p>${t("display.public_link")}${live && html`<b>${live.replace(/^https?:\/\//, "")}</b>`}</p>
    </div>
  `;
}
