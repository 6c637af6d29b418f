/** The big screen in small beside the console.  The view is first reduced to what the audience has. */

import { PreviewFrame } from "/static/js/desk/preview.js";
import { asAudience } from "/static/js/host/audience_view.js";
import { t } from "/static/js/lib/words.js";
import { Picture } from "/static/js/scenes/picture.js";
import { html } from "/static/vendor/preact.js";

/** @param {{ view: DeskView }} props */
export function Preview({ view }) {
  const picture = (/** @type {Window} */ wall) =>
    html`<${Picture} view=${/** @type {View} */ (asAudience(view))} wall=${wall} />`;
  return html`<${PreviewFrame} looks=${view.match} of=${view} picture=${picture} word=${t(`host.scene.${view.scene}`)} />`;
}
