/** 承诺书: what a judge pledges before it is shown any paper. */

import { Refusal } from "/static/js/desk/notice.js";
import { live } from "/static/js/lib/live.js";
import { useLetters } from "/static/js/lib/live_hooks.js";
import { t } from "/static/js/lib/words.js";
import { html, useState } from "/static/vendor/preact.js";

const LINES = ["secrecy", "recusal", "contact", "fair"];

/** @param {{ view: ReviewJudgeView }} props */
export function Pledge({ view }) {
  const letters = useLetters();
  const [refused, setRefused] = useState(/** @type {CommandError | null} */ (null));
  const underWay = letters.some(({ command }) => command.kind === "judge.pledge");
  const sign = () => {
    setRefused(null);
    live.command({ kind: "judge.pledge", judge: view.me.ticket }).catch(setRefused);
  };
  return html`<section class="pledge">
    <h2>${t("review_judge.pledge.title")}</h2>
    <p>${t("review_judge.pledge.opening", { title: view.review.title })}</p>
    <ol>${LINES.map((line) => html`<li key=${line}>${t(`review_judge.pledge.${line}`)}</li>`)}</ol>
    ${refused && html`<${Refusal} error=${refused} />`}
    <button type="button" class="marks-submit" disabled=${underWay} onClick=${sign}>${t("review_judge.pledge.sign")}</button>
    <p class="hint" role="status">${t(underWay ? "review_judge.pledge.under_way" : "review_judge.pledge.means")}</p>
  </section>`;
}
