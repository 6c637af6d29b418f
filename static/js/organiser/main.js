/**
 * The organiser's desk works as plain forms; this adds comfort: printing, a second touch for what removes something,
 * a select that submits itself, a draw revealed one station after another, buttons that do not fire twice.
 */

const REVEAL_MS = 700;
const SURE_MS = 4000;
const BUSY_MS = 8000;
const LOOK_AGAIN_MS = 900;

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const select of document.querySelectorAll("select[data-submit]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}

/** Asks for a second touch within a few seconds instead of a dialog. */
function askTwice(button) {
  const words = button.textContent;
  let sure = 0;
  button.addEventListener("click", (event) => {
    if (sure) return;
    event.preventDefault();
    button.textContent = button.dataset.confirm;
    sure = setTimeout(() => {
      button.textContent = words;
      sure = 0;
    }, SURE_MS);
  });
}
document.querySelectorAll("[data-confirm]").forEach(askTwice);

/** Turns the drawn stations over one by one, the last with the most suspense; at once where motion is unwelcome. */
function reveal(list) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const cards = [...list.children];
  cards.forEach((card) => card.classList.add("face-down"));
  cards.forEach((card, index) => {
    setTimeout(() => card.classList.replace("face-down", "turned"), REVEAL_MS * (index + 1));
  });
}
document.querySelectorAll("[data-reveal]").forEach(reveal);

// A file that is still being read: the page asks again until the report is there; it may be left at any time.
if (document.getElementById("progress")) setTimeout(() => location.reload(), LOOK_AGAIN_MS);

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method !== "post") return;
  const buttons = [...event.target.querySelectorAll("button[type=submit]:not(:disabled)")];
  const disable = (off) => buttons.forEach((button) => (button.disabled = off));
  setTimeout(disable, 0, true);
  setTimeout(disable, BUSY_MS, false);
});
