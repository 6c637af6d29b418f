/**
 * The organiser's desk works as plain forms; this script adds convenience: printing, a second touch for what removes
 * something, a select that submits itself, a box that ticks all of its form, a draw revealed one station after another, buttons that do not fire twice.
 */

import { all, helpPlainForms } from "/static/js/lib/plain_forms.js";

const REVEAL_MS = 700;
const LOOK_AGAIN_MS = 900;

helpPlainForms();

for (const select of /** @type {HTMLSelectElement[]} */ (all("select[data-submit]"))) {
  select.addEventListener("change", () => select.form?.requestSubmit());
}

for (const whole of /** @type {HTMLInputElement[]} */ (all("input[data-all]"))) {
  whole.hidden = false;
  whole.addEventListener("change", () => {
    for (const box of whole.form?.elements ?? [])
      if (box instanceof HTMLInputElement && box.type === "checkbox") box.checked = whole.checked;
  });
}

/**
 * Turns the drawn stations over one by one, at equal intervals; all at once where less motion is wanted.
 *
 * @param {Element} list
 */
function reveal(list) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const cards = [...list.children];
  for (const card of cards) card.classList.add("face-down");
  cards.forEach((card, index) => {
    setTimeout(() => card.classList.replace("face-down", "turned"), REVEAL_MS * (index + 1));
  });
}
all("[data-reveal]").forEach(reveal);

// A file that is still being read: the page asks again until the report is there; it may be left at any time.
if (document.getElementById("progress")) setTimeout(() => location.reload(), LOOK_AGAIN_MS);

/**
 * The space bar, or the keys of a presenter, press the page's button for what comes next, or for the way back; never
 * twice for one.
 *
 * @type {Record<string, string | undefined>}
 */
const KEYS = { " ": "button[data-next]", PageDown: "button[data-next]", PageUp: "button[data-back]" };
addEventListener("keydown", (event) => {
  const wanted = KEYS[event.key];
  const pressed = wanted ? /** @type {HTMLButtonElement | null} */ (document.querySelector(wanted)) : null;
  const typing = event.target instanceof Element && event.target.closest("input, textarea, select, button");
  if (!pressed || typing || event.repeat) return;
  event.preventDefault();
  pressed.click();
});

/**
 * Parts of a form that belong to some kinds of thing only are shown while one of these is chosen; without this script
 * all are there.
 *
 * @param {HTMLSelectElement} select
 */
function showParts(select) {
  const show = () => {
    for (const part of all("[data-of]")) part.hidden = !part.dataset.of?.split(" ").includes(select.value);
  };
  select.addEventListener("change", show);
  show();
}
/** @type {HTMLSelectElement[]} */ (all("select[data-kinds]")).forEach(showParts);

/**
 * Counts what is ticked in a form of a round's questions: what is chosen, what is still missing.
 *
 * @param {HTMLFormElement} form
 */
function countChoice(form) {
  const have = /** @type {HTMLElement} */ (form.querySelector("[data-have]"));
  const missing = /** @type {HTMLElement} */ (form.querySelector("[data-missing]"));
  form.addEventListener("change", () => {
    const ticked = form.querySelectorAll("input[name=question]:checked").length + Number(form.dataset.beyond);
    have.textContent = String(ticked);
    missing.textContent = String(Math.max(0, Number(form.dataset.need) - ticked));
  });
}
/** @type {HTMLFormElement[]} */ (all("form[data-choice]")).forEach(countChoice);
