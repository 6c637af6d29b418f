/** 待机: the title of the day, before and between. */

import { PublicLink } from "/static/js/scenes/parts/public_link.js";
import { TitlePage } from "/static/js/scenes/parts/title_page.js";
import { html } from "/static/vendor/preact.js";

/**
 * The scene.
 *
 * @param {{ view: View }} props
 */
export function Standby({ view }) {
  const { competition, title, organiser } = view.match;
  const page = html`<${TitlePage} title=${competition || title} part=${competition && title} organiser=${organiser} face=${view.face} />`;
  return view.link ? html`<div class="linked">${page}<${PublicLink} code=${view.match.id} /></div>` : page;
}
