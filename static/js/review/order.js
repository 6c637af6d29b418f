/** A level's own order, by dragging; its buttons work without this script, and by keys and on a telephone with it. */

import { all } from "/static/js/lib/plain_forms.js";

/**
 * The order after `moved` was dropped before or behind `target`.
 *
 * @param {string[]} order
 * @param {string} moved
 * @param {string} target
 * @param {boolean} behind
 */
export function dropped(order, moved, target, behind) {
  if (moved === target) return order;
  const others = order.filter((no) => no !== moved);
  const at = others.indexOf(target) + (behind ? 1 : 0);
  return [...others.slice(0, at), moved, ...others.slice(at)];
}

/** @param {HTMLFormElement} form */
function makeDraggable(form) {
  const rows = [.../** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-no]"))];
  if (rows.length < 2) return;
  let lifted = "";
  const clear = () => {
    for (const row of rows) row.classList.remove("over", "lifted");
  };
  for (const row of rows) {
    const no = row.dataset.no ?? "";
    row.draggable = true;
    row.addEventListener("dragstart", (event) => {
      lifted = no;
      event.dataTransfer?.setData("text/plain", no);
      row.classList.add("lifted");
    });
    row.addEventListener("dragend", () => {
      lifted = "";
      clear();
    });
    row.addEventListener("dragover", (event) => {
      if (!lifted) return;
      event.preventDefault();
      for (const one of rows) one.classList.toggle("over", one === row);
    });
    row.addEventListener("drop", (event) => {
      if (!lifted) return;
      event.preventDefault();
      const { top, height } = row.getBoundingClientRect();
      const before = rows.map((one) => one.dataset.no ?? "");
      const after = dropped(before, lifted, no, event.clientY > top + height / 2);
      if (after.join() === before.join()) return;
      /** @type {HTMLInputElement} */ (form.elements.namedItem("order")).value = after.join(" ");
      form.submit();
    });
  }
}

/** Make the rows of every order of this page draggable. */
export function makeOrdersDraggable() {
  /** @type {HTMLFormElement[]} */ (all("form[data-order]")).forEach(makeDraggable);
}
