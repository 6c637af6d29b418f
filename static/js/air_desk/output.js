/** What goes out: the picture as a mixer gets it, and how each output is connected. */

import { useView } from "/static/js/lib/live_hooks.js";
import { t } from "/static/js/lib/words.js";
import { AirPicture } from "/static/js/scenes/air/picture.js";
import { html, useLayoutEffect, useRef, useState } from "/static/vendor/preact.js";

const SHORT_SIDE = 1080;
const LONG_SIDE = 1920;

/** @param {{ view: AirView }} props */
function Preview({ view }) {
  const [tall, setTall] = useState(false);
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  const width = tall ? SHORT_SIDE : LONG_SIDE;
  useLayoutEffect(() => {
    const frame = ref.current;
    if (!frame) return undefined;
    const fit = () => frame.style.setProperty("--scale", String(frame.clientWidth / width));
    fit();
    addEventListener("resize", fit);
    return () => removeEventListener("resize", fit);
  }, [width]);
  /** @param {boolean} value */
  const key = (value) =>
    html`<button class="button button-small" type="button" aria-pressed=${String(tall === value)} onClick=${() => setTall(value)}>${t(value ? "air.desk.tall" : "air.desk.wide")}</button>`;
  return html`
    <div class="air-shapes" role="group" aria-label=${t("air.desk.shape")}>${key(false)}${key(true)}</div>
    <div class=${tall ? "air-frame air-frame-tall" : "air-frame"} ref=${ref}><div class="air-inner"><${AirPicture} key=${tall} view=${view} tall=${tall} /></div></div>
  `;
}

/**
 * The seats of this kind, from either view.
 *
 * @param {AirView | DeskView} view
 */
const screensOf = (view) => ("screens" in view ? view.screens : view.presence.filter((seat) => seat.role === "air"));

/** The whole of it. */
export function Output() {
  const view = /** @type {AirView | DeskView | null} */ (useView());
  if (!view) return html`<p class="help" role="status">${t("air.desk.opening")}</p>`;
  const screens = screensOf(view);
  return html`
    <h2>${t("air.desk.preview")}</h2>
    ${view.audience === "air" ? html`<${Preview} view=${/** @type {AirView} */ (view)} />` : html`<p class="help">${t("air.desk.preview_host")}</p>`}
    <h2>${t("air.desk.screens")}</h2>
    ${
      screens.length
        ? html`<ul class="air-screens">${screens.map(
            ({ label, state, devices }) =>
              html`<li class=${`air-screen air-screen-${state}`}><b>${label}</b><span>${t(`air.desk.state_${state}`)}</span><span>${devices > 1 && t("air.desk.devices", { n: devices })}</span></li>`,
          )}</ul>`
        : html`<p class="help">${t("air.desk.no_screens")}</p>`
    }
  `;
}
