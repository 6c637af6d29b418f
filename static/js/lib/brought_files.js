/**
 * Files that are chosen in a form of other fields: sent in parts while somebody goes on writing, so that the form itself
 * brings none.  Without this script the form brings them as a whole.
 *
 * `[data-brought]` has `data-owner` and `data-field`, an input of files, `[data-brought-list]` with what is there
 * already, and `[data-brought-state]`.
 */

import { fill } from "/static/js/lib/dom.js";
import { CommandError } from "/static/js/lib/errors.js";
import { requestJson } from "/static/js/lib/requests.js";
import { sendOne, troubleOf } from "/static/js/lib/upload_form.js";
import { t } from "/static/js/lib/words.js";

/** @typedef {import("/static/js/lib/upload.js").Attached} Attached */

/**
 * A line of the list, with a button that removes the file.
 *
 * @param {Attached} one
 */
function rowOf(one) {
  const row = document.createElement("li");
  const name = document.createElement("span");
  const button = document.createElement("button");
  name.textContent = `${one.name} ${(one.size / 1048576).toFixed(1)} MB`;
  button.type = "submit";
  button.name = "remove";
  button.value = one.id;
  button.formNoValidate = true;
  button.className = "button button-small";
  button.textContent = t("attachments.file.remove");
  row.append(name, " ", button);
  return row;
}

/**
 * Send the files of one part of the form, one after the other; whether the server has all of them.
 *
 * @param {HTMLElement} part
 * @param {File[]} files
 */
async function sendAll(part, files) {
  const { owner = "", field = "" } = part.dataset;
  const state = /** @type {HTMLElement} */ (part.querySelector("[data-brought-state]"));
  let whole = true;
  fill(state);
  for (const file of files) {
    const one = await sendOne(file, { owner, field, state });
    if (one) part.querySelector("[data-brought-list]")?.append(rowOf(one));
    else whole = false;
  }
  return whole;
}

/**
 * Remove a file that is there already.
 *
 * @param {HTMLElement} part
 * @param {HTMLButtonElement} button
 */
async function remove(part, button) {
  const state = /** @type {HTMLElement} */ (part.querySelector("[data-brought-state]"));
  try {
    await requestJson(`/api/attachments/${encodeURIComponent(button.value)}`, { method: "DELETE" });
    button.closest("li")?.remove();
    fill(state);
  } catch (error) {
    fill(state, ...troubleOf(error instanceof CommandError ? error : undefined));
  }
}

/**
 * Let this form send its files at once.  A form that is sent before they have arrived waits for them; where one of them
 * was refused it stays.
 *
 * @param {HTMLFormElement} form
 */
function sendBroughtFiles(form) {
  /** @type {Set<Promise<boolean>>} */
  const sending = new Set();
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-brought]"))) {
    const input = /** @type {HTMLInputElement} */ (part.querySelector("input[type=file]"));
    input.addEventListener("change", () => {
      const task = sendAll(part, [...(input.files ?? [])]);
      input.value = "";
      sending.add(task);
      task.finally(() => sending.delete(task));
    });
    part.addEventListener("click", (event) => {
      const button = /** @type {HTMLElement} */ (event.target).closest("button[name=remove]");
      if (!button) return;
      event.preventDefault();
      remove(part, /** @type {HTMLButtonElement} */ (button));
    });
  }
  form.addEventListener("submit", async (event) => {
    if (!sending.size) return;
    event.preventDefault();
    const whole = await Promise.all(sending);
    if (whole.every(Boolean)) form.requestSubmit(/** @type {HTMLElement | null} */ (event.submitter));
  });
}

/** Let every form of the page that has such files send them at once. */
export function sendAllBroughtFiles() {
  const parts = [...document.querySelectorAll("[data-brought]")];
  const forms = new Set(parts.map((part) => /** @type {HTMLFormElement} */ (part.closest("form"))));
  forms.forEach(sendBroughtFiles);
}
