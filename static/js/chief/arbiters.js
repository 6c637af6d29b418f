/**
 * The arbiters' view of the presses: every raw press with its estimate, its uncertainty, its arrival, and the ruling.
 */

import { teamName } from "/static/js/desk/format.js";
import { PressTable } from "/static/js/desk/press_table.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

/**
 * Nothing where nobody presses in this round.
 *
 * @param {{ view: DeskView }} props
 */
export function Arbiters({ view }) {
  const { press } = view;
  if (!press) return null;
  return html`<div class="press-wall">
    <h3>${t("host.press.title")}<em class="tag">${t(`host.press.state.${press.state}`)}</em></h3>
    ${press.winner && html`<p>${t("chief.press.ruling", { team: teamName(view, press.winner), by: t(`chief.press.by.${press.by}`) })}</p>`}
    ${press.close_call && html`<p class="close-call" role="alert">${t("chief.press.close_call", { margin: press.margin ?? 0 })}</p>`}
    <div class="table-scroll"><${PressTable} view=${view} detail /></div>
    <p class="hint">${t("chief.press.hint")}</p>
  </div>`;
}
