/** The form for objections works as a plain form; this script sends its files in parts, which a bad line does not break. */

import { sendAllBroughtFiles } from "/static/js/lib/brought_files.js";

sendAllBroughtFiles();
