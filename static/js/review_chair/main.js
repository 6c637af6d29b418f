/** The chair's page. */

import { startDesk } from "/static/js/desk/main_page.js";
import { Wall } from "/static/js/review_chair/wall.js";

startDesk(Wall);
