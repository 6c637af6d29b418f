/** The technician's page of the picture for television: names go on air and off, every output shows how it stands. */

import { Output } from "/static/js/air_desk/output.js";
import { mountPoint, pageData } from "/static/js/lib/dom.js";
import { HealthDot } from "/static/js/lib/health_dot.js";
import { live } from "/static/js/lib/live.js";
import { useView } from "/static/js/lib/live_hooks.js";
import { requestJson } from "/static/js/lib/requests.js";
import { t } from "/static/js/lib/words.js";
import { html, render } from "/static/vendor/preact.js";

const match = pageData().match ?? "";

/** @param {string} words */
function say(words) {
  const place = mountPoint("refused");
  place.textContent = words;
  place.hidden = !words;
}

/**
 * Put somebody on air; nobody where nothing is said.
 *
 * @param {{ person?: string, name?: string, note?: string }} third
 */
async function show(third) {
  try {
    await requestJson(`/api/matches/${match}/lower-third`, { method: "POST", json: third });
    say("");
  } catch (error) {
    const { message, next } = /** @type {import("/static/js/lib/errors.js").CommandError} */ (error);
    say([message, next].filter(Boolean).join(" "));
  }
}

/** What is on air now, and the key that takes it off. */
function OnAir() {
  const view = /** @type {AirView | DeskView | null} */ (useView());
  const third = view?.lower_third;
  if (!third) return html`<p class="air-nothing" role="status">${t("air.desk.nothing")}</p>`;
  return html`<p role="status"><span class="air-live">${t("air.desk.on_air")}</span><b>${third.name}</b> <span>${third.note}</span></p>
    <button class="button button-bad" type="button" onClick=${() => show({})}>${t("air.desk.off")}</button>`;
}

for (const key of document.querySelectorAll("[data-person]"))
  key.addEventListener("click", () => show({ person: /** @type {HTMLElement} */ (key).dataset.person }));

mountPoint("typed").addEventListener("submit", (event) => {
  event.preventDefault();
  const said = new FormData(/** @type {HTMLFormElement} */ (event.target));
  show({ name: String(said.get("name")), note: String(said.get("note")) });
});

render(html`<${HealthDot} words />`, mountPoint("health"));
render(html`<${OnAir} />`, mountPoint("on-air"));
render(html`<${Output} />`, mountPoint("out"));
live.start({ match });
