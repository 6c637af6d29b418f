/**
 * Two devices on one seat: a page that does not have its seat shows this above everything, since the page below is no
 * longer true, and nothing pressed there would count.
 */

import { socket } from "/static/js/lib/link.js";
import { t } from "/static/js/lib/words.js";

/** @type {HTMLElement | null} */
let sign = null;

/**
 * @param {string} name
 * @param {string} className
 * @param {string} text
 */
function node(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

/** @param {SeatRequest["state"]} state */
function show(state) {
  hide();
  sign = node("div", "seat-sign", "");
  sign.setAttribute("role", "alert");
  const again = node("button", "button button-primary button-touch", t("live.seat.again"));
  again.setAttribute("type", "button");
  again.hidden = state === "waiting";
  again.addEventListener("click", () => location.reload());
  sign.append(node("h1", "", t(`live.seat.${state}.title`)), node("p", "", t(`live.seat.${state}.text`)), again);
  document.body.append(sign);
}

function hide() {
  sign?.remove();
  sign = null;
}

/** Watch for what the desk decides about this device. */
export function watchSeat() {
  socket.on("seat.request", ({ state }) => (state === "seated" ? hide() : show(state)));
  socket.on("view", hide);
}
