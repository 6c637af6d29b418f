/** The chief judge's page. */

import { ChiefDesk } from "/static/js/chief/chief_desk.js";
import { startDesk } from "/static/js/desk/main_page.js";

startDesk(ChiefDesk);
