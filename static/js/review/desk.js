/** The desks on the way of a nomination work as plain forms; this script adds convenience. */

import { helpPlainForms } from "/static/js/lib/plain_forms.js";
import { startCountdowns } from "/static/js/review/countdown.js";
import { helpOpinions } from "/static/js/review/opinion.js";
import { makeOrdersDraggable } from "/static/js/review/order.js";

helpPlainForms();
startCountdowns();
helpOpinions();
makeOrdersDraggable();
