/**
 * A page that does not have its seat shows this above everything, since the page below is no longer true, and nothing
 * pressed there would count: another device has the seat, or its card is no longer good.
 */

import { onHealth, socket } from "/static/js/lib/link.js";
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

/** @param {SeatRequest["state"] | "ended"} state */
function show(state) {
  hide();
  sign = node("div", "seat-sign", "");
  sign.setAttribute("role", "alert");
  const onward = state === "ended" ? wayIn() : openAgain();
  onward.hidden = state === "waiting";
  sign.append(node("h1", "", t(`live.seat.${state}.title`)), node("p", "", t(`live.seat.${state}.text`)), onward);
  document.body.append(sign);
}

function openAgain() {
  const again = node("button", "button button-primary button-touch", t("live.seat.again"));
  again.setAttribute("type", "button");
  again.addEventListener("click", () => location.reload());
  return again;
}

function wayIn() {
  const link = node("a", "button button-primary button-touch", t("live.seat.way_in"));
  link.setAttribute("href", "/");
  return link;
}

function hide() {
  sign?.remove();
  sign = null;
}

/** Watch for what the desk decides about this device, and for a seat that has ended. */
export function watchSeat() {
  let ended = false;
  onHealth(({ refused }) => {
    if (refused === ended) return;
    ended = refused;
    if (ended) show("ended");
    else hide();
  });
  socket.on("seat.request", ({ state }) => (state === "seated" ? hide() : show(state)));
  socket.on("view", hide);
}
