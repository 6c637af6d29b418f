/** Start of the team's tablet. */

import { lookAtDevice } from "/static/js/lib/device_lacks.js";
import { applyTheme, mountPoint, pageData } from "/static/js/lib/dom.js";
import { followKeyboard } from "/static/js/lib/keyboard_room.js";
import { live } from "/static/js/lib/live.js";
import { Tablet } from "/static/js/team/tablet.js";
import { html, render } from "/static/vendor/preact.js";

followKeyboard();
lookAtDevice();
live.onView((view) => applyTheme(view.match));
render(html`<${Tablet} />`, mountPoint("tablet"));
live.start({ match: pageData().match ?? "" });
