/** The judge's page. */

import { startDesk } from "/static/js/desk/main_page.js";
import { Tablet } from "/static/js/judge/tablet.js";
import { watchKept } from "/static/js/marks/kept.js";

watchKept();
startDesk(Tablet);
