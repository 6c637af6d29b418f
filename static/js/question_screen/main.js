/** A question as the big screen shows it: the scenes of the screen itself, its answer and its themes on switches. */

import { PreviewFrame } from "/static/js/desk/preview.js";
import { mountPoint } from "/static/js/lib/dom.js";
import { t } from "/static/js/lib/words.js";
import { Troubles } from "/static/js/scenes/parts/troubles.js";
import { Picture } from "/static/js/scenes/picture.js";
import { html, render, useCallback, useState } from "/static/vendor/preact.js";

/** @typedef {import("/static/js/scenes/parts/troubles.js").Trouble} Trouble */

/** @type {Record<string, View>} */
const views = JSON.parse(mountPoint("trial").textContent ?? "");
const SCENES = ["question", "answer"];
/** @type {Record<string, { theme: string, bright: boolean }>} */
const LOOKS = {
  crimson: { theme: "crimson", bright: false },
  indigo: { theme: "indigo", bright: false },
  bright: { theme: "crimson", bright: true },
};

/**
 * A row of buttons of which one is chosen.
 *
 * @param {{ name: string, all: string[], chosen: string, choose: (one: string) => void }} props
 */
function Switch({ name, all, chosen, choose }) {
  const buttons = all.map(
    (one) =>
      html`<button type="button" class="button" aria-pressed=${String(one === chosen)} onClick=${() => choose(one)}>${t(`set_questions.trial.${name}.${one}`)}</button>`,
  );
  return html`<div class="buttons trial-switch" role="group" aria-label=${t(`set_questions.trial.${name}.label`)}>${buttons}</div>`;
}

/** @param {{ first: string }} props */
function Trial({ first }) {
  const [scene, setScene] = useState(first);
  const [look, setLook] = useState("crimson");
  const [troubles, setTroubles] = useState(/** @type {Trouble[]} */ ([]));
  const tell = useCallback((/** @type {Trouble} */ trouble) => {
    setTroubles((there) => [...there, trouble]);
    return () => setTroubles((there) => there.filter((_, place) => place !== there.indexOf(trouble)));
  }, []);
  const view = { ...views[scene], match: { ...views[scene].match, ...LOOKS[look] } };
  const picture = (/** @type {Window} */ wall) =>
    html`<${Troubles.Provider} value=${tell}><${Picture} key=${scene} view=${view} wall=${wall} /></${Troubles.Provider}>`;
  return html`
    <div class="trial-switches">
      <${Switch} name="scene" all=${SCENES} chosen=${scene} choose=${setScene} />
      <${Switch} name="look" all=${Object.keys(LOOKS)} chosen=${look} choose=${setLook} />
    </div>
    <div class="trial-told" role="status">
      ${[...new Set(troubles)].map((one) => html`<p class="notice notice-bad">${t(`set_questions.trial.trouble.${one}`)}</p>`)}
      ${troubles.length === 0 && html`<p class="soft">${t("set_questions.trial.fits")}</p>`}
    </div>
    <${PreviewFrame} looks=${LOOKS[look]} of=${`${scene} ${look}`} picture=${picture} word=${t(`set_questions.trial.scene.${scene}`)} />
    <p class="help">${t("set_questions.trial.help")}</p>
  `;
}

const place = mountPoint("trial-screen");
const first = place.dataset.scene ?? SCENES[0];
place.textContent = "";
render(html`<${Trial} first=${first} />`, place);
