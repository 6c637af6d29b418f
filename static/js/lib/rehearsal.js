/** The sign that a match is a rehearsal (彩排): its result counts for nothing. */

import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

/**
 * Nothing for any other match.
 *
 * @param {{ match: { rehearsal?: true }, class: string }} props
 */
export function RehearsalMark({ match, class: name }) {
  return match.rehearsal ? html`<em class=${name}>${t("live.rehearsal")}</em>` : null;
}
