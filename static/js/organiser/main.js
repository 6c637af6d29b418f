/**
 * The organiser's desk works as plain forms; this script adds convenience: printing, a second touch for what removes
 * something, a select that submits itself, a draw revealed one station after another, buttons that do not fire twice.
 */

const REVEAL_MS = 700;
const SURE_MS = 4000;
const BUSY_MS = 8000;
const LOOK_AGAIN_MS = 900;

/**
 * The elements of the page that match, as elements of a known kind.
 *
 * @template {HTMLElement} T
 * @param {string} selector
 * @returns {T[]}
 */
const all = (selector) => [.../** @type {NodeListOf<T>} */ (document.querySelectorAll(selector))];

for (const button of all("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const select of /** @type {HTMLSelectElement[]} */ (all("select[data-submit]"))) {
  select.addEventListener("change", () => select.form?.requestSubmit());
}

/**
 * Asks for a second touch within a few seconds instead of a dialog.
 *
 * @param {HTMLElement} button
 */
function askTwice(button) {
  const words = button.textContent;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let sure;
  button.addEventListener("click", (event) => {
    if (sure) return;
    event.preventDefault();
    button.textContent = button.dataset.confirm ?? words;
    sure = setTimeout(() => {
      button.textContent = words;
      sure = undefined;
    }, SURE_MS);
  });
}
all("[data-confirm]").forEach(askTwice);

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

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (event.defaultPrevented || form.method !== "post") return;
  const buttons = /** @type {NodeListOf<HTMLButtonElement>} */ (
    form.querySelectorAll("button[type=submit]:not(:disabled)")
  );
  /** @param {boolean} off */
  const disable = (off) => {
    for (const button of buttons) button.disabled = off;
  };
  setTimeout(disable, 0, true);
  setTimeout(disable, BUSY_MS, false);
});
