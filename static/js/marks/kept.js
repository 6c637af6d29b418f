/** What a tablet says that has lost its seat to another one. */

import { live } from "/static/js/lib/live.js";
import { t } from "/static/js/lib/words.js";
import { keptDrafts } from "/static/js/marks/draft.js";

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
