/** What a match's result changes in the stages of its competition, before it is locked, taken up again or corrected. */

import { queryFurther } from "/static/js/desk/queries.js";
import { standing } from "/static/js/desk/standing.js";
import { t } from "/static/js/lib/words.js";
import { html, useEffect, useState } from "/static/vendor/preact.js";

/**
 * What was decided on the ground of the result, and with `changes` what of it would be otherwise; nothing where nothing
 * rests on it.
 *
 * @param {{ found: import("/static/js/desk/queries.js").Further | null, changes?: boolean }} props
 */
export function Further({ found, changes = true }) {
  if (!found) return null;
  return html`<div class="moves" role="status" data-further>
    <p>${t("chief.further.title")}</p>
    <ul>
      ${changes && found.changes.map((line) => html`<li key=${line}><b>${line}</b></li>`)}
      ${found.rests.map((line) => html`<li key=${line}>${line}</li>`)}
    </ul>
  </div>`;
}

/**
 * The same of the match as it stands; what the server says where it cannot be known.
 *
 * @param {{ view: DeskView, changes?: boolean }} props
 */
export function FurtherNow({ view, changes }) {
  const [found, setFound] = useState(/** @type {import("/static/js/desk/queries.js").Further | null} */ (null));
  const [refused, setRefused] = useState("");
  useEffect(() => {
    let current = true;
    queryFurther().then(
      (said) => current && setFound(said.further),
      (error) => current && setRefused(error.message ?? error.code),
    );
    return () => {
      current = false;
    };
  }, [standing(view)]);
  if (refused) return html`<p class="moves" role="status">${refused}</p>`;
  return html`<${Further} found=${found} changes=${changes} />`;
}
