/** The page of a judge of a review. */

import { startDesk } from "/static/js/desk/main_page.js";
import { watchKept } from "/static/js/marks/kept.js";
import { keepPapers } from "/static/js/review_judge/papers.js";
import { Tablet } from "/static/js/review_judge/tablet.js";

watchKept();
keepPapers();
startDesk(Tablet);
