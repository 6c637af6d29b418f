/** Start of the team's tablet. */

import { Tablet } from "./tablet.js";
import { applyTheme, pageData } from "../lib/dom.js";
import { live } from "../lib/live.js";
import { html, render } from "/static/vendor/preact.js";

live.onView((view) => applyTheme(view.match));
render(html`<${Tablet} />`, document.getElementById("tablet"));
live.start({ match: pageData().match });
