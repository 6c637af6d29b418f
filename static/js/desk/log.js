/** The last entries of the ledger as sentences, newest first; what an undo took back stays, struck out. */

import { cls } from "/static/js/lib/dom.js";
import { t } from "/static/js/lib/words.js";
import { timeOfDay } from "/static/js/lib/zone.js";
import { html } from "/static/vendor/preact.js";

/**
 * The log; `actors` adds who gave each entry.
 *
 * @param {{ view: DeskView, actors?: boolean }} props
 */
export function Log({ view, actors = false }) {
  const lines = [...view.log].sort((a, b) => b.seq - a.seq);
  if (lines.length === 0) return html`<p class="quiet">${t("host.log.empty")}</p>`;
  return html`<ol class="log" reversed>
    ${lines.map(
      (line) => html`<li key=${line.seq} class=${cls(line.undone && "undone")}>
        <time>${timeOfDay(line.at)}</time>
        <span>
          ${line.undone ? html`<s>${line.text}</s>` : line.text}
          ${line.reason && html`<q>${line.reason}</q>`}
          ${line.undone && html`<em class="tag">${t("host.log.undone")}</em>`}
        </span>
        <small>#${line.seq}${actors ? ` · ${line.actor}` : ""}</small>
      </li>`,
    )}
  </ol>`;
}
