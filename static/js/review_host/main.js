/** The page of the host of a review. */

import { startDesk } from "/static/js/desk/main_page.js";
import { Console } from "/static/js/review_host/console.js";

startDesk(Console);
