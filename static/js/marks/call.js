/** A notice to a judge who is marking: the desk's call. */

import { live } from "/static/js/lib/live.js";
import { t } from "/static/js/lib/words.js";
import { html, useEffect, useState } from "/static/vendor/preact.js";

/**
 * “裁判长在等您的评分”: goes with a touch, or once no mark sheet is missing.
 *
 * @param {{ entries: SheetEntry[] }} props
 */
export function Call({ entries }) {
  const [call, setCall] = useState(/** @type {JudgeCalled | null} */ (null));
  useEffect(() => live.on("judge.call", setCall), []);
  const wanted = call && entries.some(({ sheet, locked, voided }) => !sheet && !locked && !voided);
  if (!wanted) return null;
  return html`<button type="button" class="judge-call" role="alert" onClick=${() => setCall(null)}>
    <i aria-hidden="true"></i><b>${t(`judge.call.${call.by}`)}</b><small>${t("judge.call.close")}</small>
  </button>`;
}
