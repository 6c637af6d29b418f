/** Day and night on a desk, remembered on this device.  The hall is dark: night is the default. */

import { loadFromDevice, saveOnDevice } from "/static/js/lib/device_store.js";
import { t } from "/static/js/lib/words.js";
import { html, useEffect, useState } from "/static/vendor/preact.js";

/** @type {Record<string, string>} */
const OTHER = { "desk-night": "desk", desk: "desk-night" };

/** A key that turns the desk from night to day and back. */
export function ThemeKey() {
  const [theme, setTheme] = useState(document.documentElement.dataset.theme);
  useEffect(() => {
    loadFromDevice("desk-theme").then((kept) => kept in OTHER && show(kept));
  }, []);
  /** @param {string} next */
  const show = (next) => {
    document.documentElement.dataset.theme = next;
    setTheme(next);
  };
  const turn = () => {
    show(OTHER[theme ?? ""] ?? "desk");
    saveOnDevice("desk-theme", document.documentElement.dataset.theme);
  };
  return html`<button type="button" class="icon-key" aria-label=${t("host.theme")} title=${t("host.theme")} onClick=${turn}>
    <span aria-hidden="true">${theme === "desk" ? "☾" : "☀"}</span>
  </button>`;
}
