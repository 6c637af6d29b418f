/** The judge's page. */

import { startDesk } from "/static/js/desk/main_page.js";
import { watchKept } from "/static/js/judge/marks_calls.js";
import { Tablet } from "/static/js/judge/tablet.js";

watchKept();
startDesk(Tablet);
