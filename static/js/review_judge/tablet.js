/** The tablet of a judge of a review: the pledge, then the list of what is to be marked, then one subject at a time. */

import { CampaignCalendar } from "/static/js/desk/campaign_calendar.js";
import { ReviewHead } from "/static/js/desk/review_head.js";
import { ThemeKey } from "/static/js/desk/theme.js";
import { t } from "/static/js/lib/words.js";
import { Call } from "/static/js/marks/call.js";
import { List } from "/static/js/review_judge/list.js";
import { Pledge } from "/static/js/review_judge/pledge.js";
import { Subject } from "/static/js/review_judge/subject.js";
import { html, useState } from "/static/vendor/preact.js";

/**
 * The tablet for a view.
 *
 * @param {{ view: ReviewJudgeView, seat: string }} props
 */
export function Tablet({ view, seat }) {
  const [chosen, setChosen] = useState(/** @type {number | null} */ (null));
  const { marked, pledged } = view.me;
  const entry = marked.find(({ item }) => item === chosen);
  return html`<div class="desk judge">
    <${ReviewHead} view=${view} seat=${seat} role="judge"><${ThemeKey} /><//>
    <main class="judge-main"><${Call} entries=${marked} />${part()}${entry ? null : html`<${CampaignCalendar} />`}</main>
  </div>`;

  function part() {
    if (!pledged) return html`<${Pledge} view=${view} />`;
    if (entry) return html`<${Subject} key=${entry.item} view=${view} entry=${entry} onTurn=${setChosen} />`;
    if (marked.length === 0) return html`<p class="judge-now" role="status">${t("review_judge.nothing")}</p>`;
    return html`<${List} view=${view} onTurn=${setChosen} />`;
  }
}
