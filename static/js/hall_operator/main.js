/** The operator's page: every match of a competition at once, with the way to each desk. */

import { ServerNotices } from "/static/js/desk/server_notice.js";
import { Warnings } from "/static/js/desk/warnings.js";
import { Devices } from "/static/js/hall_operator/devices.js";
import { Matches } from "/static/js/hall_operator/matches.js";
import { Rankings } from "/static/js/hall_operator/rankings.js";
import { mountPoint, pageData } from "/static/js/lib/dom.js";
import { HealthDot } from "/static/js/lib/health_dot.js";
import { live } from "/static/js/lib/live.js";
import { useView } from "/static/js/lib/live_hooks.js";
import { t } from "/static/js/lib/words.js";
import { html, render } from "/static/vendor/preact.js";

/** The whole page. */
function Page() {
  const view = /** @type {CompetitionOperatorView | null} */ (useView());
  if (!view) return html`<p class="opening" role="status">${t("host.opening")}</p>`;
  const { here, cards } = view.screens;
  return html`<div class="desk hall-desk">
    <header class="desk-head">
      <p class="desk-seat"><b>${t("common.role.operator")}</b></p>
      <div class="desk-match"><h1>${view.event.title}</h1><span>${t("overview.hall_screens", { here, cards })}</span></div>
      <${HealthDot} words />
      <${Warnings} view=${view} />
    </header>
    <div class="hall-work"><${Rankings} rankings=${view.rankings} /><${Matches} matches=${view.matches} /><${Devices} matches=${view.matches} /></div>
  </div>`;
}

live.start({ competition: pageData().competition });
render(html`<${ServerNotices} /><${Page} />`, mountPoint("app"));
