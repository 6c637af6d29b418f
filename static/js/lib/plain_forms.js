/**
 * What pages of plain forms share, as convenience: printing, a second touch for what removes something, texts that are
 * copied by one touch, buttons that do not fire twice.  Every form works without it.
 */

const SURE_MS = 4000;
const BUSY_MS = 8000;
const COPIED_MS = 2500;

/**
 * The elements of the page that match, as elements of a known kind.
 *
 * @template {HTMLElement} T
 * @param {string} selector
 * @returns {T[]}
 */
export const all = (selector) => [.../** @type {NodeListOf<T>} */ (document.querySelectorAll(selector))];

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

/**
 * Puts a text on the clipboard.  The page comes over plain http, where browsers give no other way than a selection.
 *
 * @param {string} text
 * @returns {boolean} whether the browser did it
 */
function copy(text) {
  const box = document.createElement("textarea");
  box.value = text;
  box.className = "visually-hidden";
  document.body.append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  return done;
}

/**
 * A button that copies the field that it names, or its own text.
 *
 * @param {HTMLElement} button
 */
function copies(button) {
  const words = button.textContent;
  button.hidden = false;
  button.addEventListener("click", () => {
    const { copy: from, copyText, copied } = button.dataset;
    const box = /** @type {HTMLTextAreaElement | null} */ (from ? document.querySelector(from) : null);
    const done = copy(box?.value ?? copyText ?? "");
    button.focus();
    if (!done) return;
    button.textContent = copied ?? words;
    setTimeout(() => {
      button.textContent = words;
    }, COPIED_MS);
  });
}

/**
 * A form's buttons rest while it is sent.
 *
 * @param {SubmitEvent} event
 */
function rest(event) {
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
}

/**
 * Print the foot of a paper in the margin of every page, where the browser knows margins: they have no element, so the
 * style sheet reads a property.  In other browsers it stands at the end of the paper.
 */
function footInMargin() {
  const foot = document.querySelector(".paper-foot");
  if (!foot?.textContent || !("CSSMarginRule" in window)) return;
  document.documentElement.style.setProperty("--paper-foot", JSON.stringify(foot.textContent));
  foot.classList.add("no-print");
}

/** Give the forms and buttons of this page their conveniences. */
export function helpPlainForms() {
  footInMargin();
  for (const button of all("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  all("[data-confirm]").forEach(askTwice);
  all("[data-copy], [data-copy-text]").forEach(copies);
  document.addEventListener("submit", rest);
}
