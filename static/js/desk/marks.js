/**
 * The panel on a desk: who has marked, who is missing, and after the lock what the host reads aloud.
 */

import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

/**
 * The marks that the big screen shows, else the panel of the current item; nothing where there is no panel.
 *
 * @param {{ view: View }} props
 */
export function PanelNow({ view }) {
  const panel = view.marks?.panel ?? (view.item?.voided ? null : view.item?.panel);
  if (!panel) return null;
  if (panel.state === "open") return html`<${States} panel=${panel} />`;
  return html`<section class="script" aria-label=${t("host.marks.script")}>
    <h3>${t("host.marks.script")}</h3>
    <div>${panel.script?.map((line, index) => html`<p key=${index}>${line} </p>`)}</div>
    <details>
      <summary>${t("host.marks.lines")}</summary>
      <ol>${panel.lines?.map((line, index) => html`<li key=${index}>${line}</li>`)}</ol>
    </details>
  </section>`;
}

/** @param {{ panel: PanelPart }} props */
function States({ panel }) {
  const judges = panel.judges ?? [];
  const count = judges.filter(({ state }) => state !== "missing").length;
  return html`<section class="panel-now" aria-label=${t("host.marks.title")}>
    <h3>${t("host.marks.in", { count, all: judges.length })}</h3>
    <ul class="panel-states">
      ${judges.map(({ judge, label, state }) => html`<li key=${judge} class=${`mark-${state}`}><b>${label}</b><span>${t(`host.marks.state.${state}`)}</span></li>`)}
    </ul>
  </section>`;
}
