/** Fill-in answers that are not the key to the letter: both texts, and what the comparison made of them. */

import { teamName } from "/static/js/desk/format.js";
import { cls } from "/static/js/lib/dom.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

/** @param {{ view: DeskView }} props */
export function Compared({ view }) {
  const found = view.item?.compared ?? [];
  if (found.length === 0) return null;
  const blanks = view.item?.question?.blanks ?? 0;
  return html`<section class="compared" aria-label=${t("host.compared.title")}>
    <p class="quiet">${t("host.compared.title")}</p>
    <ul>
      ${found.map(
        (one) => html`<li key=${`${one.team} ${one.blank}`}>
          <span>${teamName(view, one.team)}${blanks > 1 ? ` · ${t("host.compared.blank", { no: one.blank })}` : ""}</span>
          <span>${t("host.compared.texts", { given: one.given, key: one.key })}</span>
          <b class=${cls("tag", !one.equal && "tag-void")}>${t(one.equal ? "host.compared.equal" : "host.compared.near")}</b>
        </li>`,
      )}
    </ul>
  </section>`;
}
