/** The title of the day, with who organises it. */

import { cls } from "/static/js/lib/dom.js";
import { useFetched } from "/static/js/lib/fetched.js";
import { Medallion } from "/static/js/lib/medallion.js";
import { t } from "/static/js/lib/words.js";
import { Fit } from "/static/js/scenes/parts/fit.js";
import { useTrouble } from "/static/js/scenes/parts/troubles.js";
import { html } from "/static/vendor/preact.js";

/** With more logos than these they are smaller, so that they stand in one row. */
const ROOMY = 3;

/** What an organiser may already carry in front; beside the other bodies the label says it. */
const SAID_BEFORE = /^主办(?:单位)?[：:]\s*/;

/** @param {{ src: string }} props */
function Logo({ src }) {
  const { failed, onError, onLoad } = useFetched(src);
  useTrouble(failed ? "media-failed" : null);
  return html`<img src=${src} alt="" onError=${onError} onLoad=${onLoad} />`;
}

/**
 * The logos of the event side by side, each on the plate that it came with.
 *
 * @param {{ logos: string[] }} props
 */
const Logos = ({ logos }) =>
  html`<div class=${cls("title-page-logos", logos.length > ROOMY && "title-page-logos-many")}>${logos.map((logo) => html`<${Logo} key=${logo} src=${logo} />`)}</div>`;

/**
 * Who organises, carries out and supports the event; one that organises it alone needs no word before it.
 *
 * @param {{ organiser: string, face: FacePart }} props
 */
function Bodies({ organiser, face }) {
  const said = [
    ["organiser", organiser.replace(SAID_BEFORE, "")],
    ["undertaken_by", face.undertaken_by],
    ["supported_by", face.supported_by],
  ].filter(([, names]) => names);
  if (said.length === 0) return null;
  if (said.length === 1 && organiser) return html`<p class="title-page-organiser">${organiser}</p>`;
  return html`<dl class="title-page-bodies">
    ${said.map(([part, names]) => html`<div key=${part}><dt>${t(`display.body.${part}`)}</dt><dd>${names}</dd></div>`)}
  </dl>`;
}

/**
 * `title` very large, `part` of it and `organiser` below; "" for neither.  `face`: logos and further bodies.
 *
 * @param {{ title: string, part?: string, organiser?: string, face?: FacePart }} props
 */
export function TitlePage({ title, part = "", organiser = "", face = {} }) {
  return html`
    <div class="title-page">
      ${face.logos ? html`<${Logos} logos=${face.logos} />` : html`<div class="title-page-mark"><${Medallion} star /></div>`}
      <${Fit} class="title-page-title" most=${17} watch=${title}><h1>${title}</h1></${Fit}>
      <p class="rule-off" aria-hidden="true"><i></i></p>
      ${part && html`<p class="title-page-part">${part}</p>`}
      <${Bodies} organiser=${organiser} face=${face} />
    </div>
  `;
}
