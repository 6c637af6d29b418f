/** Start of the big screen's page. */

import { startSound } from "/static/js/display/heard.js";
import { Screen } from "/static/js/display/screen.js";
import { applyTheme, mountPoint, pageData } from "/static/js/lib/dom.js";
import { live } from "/static/js/lib/live.js";
import { tendWall } from "/static/js/lib/wall.js";
import { html, render } from "/static/vendor/preact.js";

live.onView((view) => applyTheme(view.match));
tendWall();
startSound();
render(html`<${Screen} />`, mountPoint("screen"));
live.start({ match: pageData().match ?? "", audience: true });
