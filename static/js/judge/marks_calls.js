/** Notices to a judge who is marking: the desk's call, and another device that has taken the seat. */

import { keptDrafts } from "/static/js/judge/marks_draft.js";
import { live } from "/static/js/lib/live.js";
import { t } from "/static/js/lib/words.js";
import { html, useEffect, useState } from "/static/vendor/preact.js";

/**
 * 「裁判长在等您的评分」: goes with a touch, or once the mark sheet of this item is in.
 *
 * @param {{ view: JudgeView }} props
 */
export function Call({ view }) {
  const [call, setCall] = useState(/** @type {JudgeCalled | null} */ (null));
  useEffect(() => live.on("judge.call", setCall), []);
  const wanted = call && view.me.marked.some(({ sheet, locked, voided }) => !sheet && !locked && !voided);
  if (!wanted) return null;
  return html`<button type="button" class="judge-call" role="alert" onClick=${() => setCall(null)}>
    <i aria-hidden="true"></i><b>${t(`judge.call.${call.by}`)}</b><small>${t("judge.call.close")}</small>
  </button>`;
}

/** A tablet that has lost its seat says what was typed here and not sent: it is kept, not sent. */
export function watchKept() {
  live.on("seat.request", async ({ state }) => {
    if (state === "seated") return;
    const words = Object.values(await keptDrafts())
      .map((draft) => draft.words)
      .filter(Boolean);
    const sign = document.querySelector(".seat-sign");
    if (!sign || words.length === 0) return;
    const note = document.createElement("p");
    note.className = "seat-kept";
    note.textContent = t("judge.marks.kept_here", { list: words.join("；") });
    sign.append(note);
  });
}
