/**
 * The pages of the study office are plain forms; this script adds convenience: a message is copied by one touch, a row
 * of a list moves up and down.
 */

import { sendAllBroughtFiles } from "/static/js/lib/brought_files.js";
import { all, helpPlainForms } from "/static/js/lib/plain_forms.js";

sendAllBroughtFiles();
helpPlainForms();

/**
 * The rows of a list that have a place are numbered as they stand; those without stay without.
 *
 * @param {Element} list
 */
function number(list) {
  let place = 0;
  for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (list.querySelectorAll(".order-place"))) {
    if (field.value.trim() !== "") field.value = String(++place);
  }
}

/**
 * Moves a row by one; the row's own button keeps the focus.
 *
 * @param {HTMLElement} button
 */
function move(button) {
  const row = button.closest("li");
  const up = button.dataset.move === "up";
  const other = up ? row?.previousElementSibling : row?.nextElementSibling;
  if (!row || !other) return;
  if (up) other.before(row);
  else other.after(row);
  if (row.parentElement) number(row.parentElement);
  button.focus();
}

for (const button of all("[data-move]")) {
  button.hidden = false;
  button.addEventListener("click", () => move(button));
}
