/**
 * Makes a plain form with a file send it in parts, with its progress and a way to stop.  The form works without this
 * script: `<form data-upload data-owner="…" data-field="…" method="post" enctype="multipart/form-data">` with an input
 * of files and an element `[data-upload-state]`.
 */

import { fill } from "/static/js/lib/dom.js";
import { CommandError } from "/static/js/lib/errors.js";
import { sendFile } from "/static/js/lib/upload.js";
import { lineOf, percentOf } from "/static/js/lib/upload_line.js";
import { has, t } from "/static/js/lib/words.js";

/** What is wrong, and what to do next. @param {unknown} error */
export function troubleOf(error) {
  const { code, message, next } = error instanceof CommandError ? error : new CommandError({ code: "unforeseen" });
  const said = message !== code || !has(`errors.${code}.message`) ? message : t(`errors.${code}.message`);
  const what = document.createElement("b");
  what.textContent = said;
  return [what, " ", next || (has(`errors.${code}.next`) ? t(`errors.${code}.next`) : "")];
}

/**
 * Let this form send its files one after the other; `done` is told at the end what the server has taken, and whether
 * that is all of it.
 *
 * @param {HTMLFormElement} form
 * @param {(attached: import("/static/js/lib/upload.js").Attached[], whole: boolean) => void} done
 */
export function enhanceUpload(form, done) {
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input[type=file]"));
  const state = /** @type {HTMLElement} */ (form.querySelector("[data-upload-state]"));
  const { owner = "", field = "" } = form.dataset;
  input.multiple = true;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const files = [...(input.files ?? [])];
    form.setAttribute("aria-busy", "true");
    fill(state);
    const taken = [];
    for (const file of files) {
      const one = await sendOne(file, { owner, field, state });
      if (one) taken.push(one);
    }
    form.removeAttribute("aria-busy");
    input.value = "";
    done(taken, taken.length === files.length);
  });
}

/**
 * Send one file, with a line of its own; null where it was refused or stopped.
 *
 * @param {File} file
 * @param {{ owner: string, field: string, state: HTMLElement }} place
 */
export async function sendOne(file, { owner, field, state }) {
  const stopper = new AbortController();
  const line = document.createElement("p");
  const words = document.createElement("span");
  const bar = document.createElement("progress");
  const stop = document.createElement("button");
  bar.max = 100;
  bar.setAttribute("aria-label", file.name);
  stop.type = "button";
  stop.className = "button";
  stop.textContent = t("attachments.file.stop");
  stop.addEventListener("click", () => stopper.abort());
  line.className = "upload-line";
  line.append(words, bar, stop);
  state.append(line);
  /** @param {import("/static/js/lib/upload.js").Progress} progress */
  const onProgress = (progress) => {
    words.textContent = lineOf(file.name, progress);
    if (progress.phase === "reading") bar.removeAttribute("value");
    else bar.value = percentOf(progress.arrived, progress.size);
  };
  try {
    const one = await sendFile({ owner, field, file, onProgress, signal: stopper.signal });
    fill(line, t("attachments.file.done", { name: one.name }));
    return one;
  } catch (error) {
    line.classList.add("upload-failed");
    line.setAttribute("role", "alert");
    fill(line, ...troubleOf(error));
    return null;
  }
}
