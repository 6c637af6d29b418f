/** The host's page. */

import { startDesk } from "/static/js/desk/main_page.js";
import { Console } from "/static/js/host/console.js";

startDesk(Console);
