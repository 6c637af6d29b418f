/** Beside the host's console: what the hall sees now, what comes next, what to say. */

import { PreviewFrame } from "/static/js/desk/preview.js";
import { t } from "/static/js/lib/words.js";
import { comesNext, scriptOf } from "/static/js/review_host/script.js";
import { ReviewPicture } from "/static/js/scenes/review/picture.js";
import { html } from "/static/vendor/preact.js";

/** @param {{ view: ReviewHostView }} props */
export function Hall({ view }) {
  const picture = (/** @type {Window} */ wall) => html`<${ReviewPicture} view=${view} wall=${wall} />`;
  const next = comesNext(view);
  return html`<aside class="hall" aria-label=${t("review_screen.hall")}>
    <h2>${t("review_screen.hall")}<small>${t(view.screens > 0 ? "review_screen.screens" : "review_screen.no_screen", { count: view.screens })}</small></h2>
    <${PreviewFrame} looks=${view.review} of=${view} picture=${picture} word=${view.review.title} />
    ${next && html`<p class="hall-next"><b>${t("review_screen.next_up")}</b><span>${t(next.word, next.fields)}</span></p>`}
    <section class="hall-script"><h3>${t("review_screen.script.title")}</h3>${scriptOf(view).map(({ word, fields }) => html`<p key=${word}>${t(word, fields)}</p>`)}</section>
  </aside>`;
}
