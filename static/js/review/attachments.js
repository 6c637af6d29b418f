/**
 * Attached files on a page of the review: forms that send them, and the viewer of their pages.  Everything works by
 * plain forms and links without this script.
 *
 * `[data-upload]` are forms, `[data-paper]` buttons or links with the attached file as JSON, `[data-papers]` is where
 * its pages are shown, `[data-keep]` a button that keeps all papers of the page on this device.
 */

import { PageStore } from "/static/js/lib/page_store.js";
import { Papers } from "/static/js/lib/papers.js";
import { enhanceUpload } from "/static/js/lib/upload_form.js";
import { t } from "/static/js/lib/words.js";

const store = new PageStore();

/**
 * The elements of the page that match.
 *
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
const all = (selector) => [...document.querySelectorAll(selector)].map((one) => /** @type {HTMLElement} */ (one));

/** @returns {import("/static/js/lib/upload.js").Attached[]} */
const papers = () => all("[data-paper]").map((one) => JSON.parse(one.dataset.paper ?? "{}"));

const uploads = () => /** @type {HTMLFormElement[]} */ (all("form[data-upload]"));

/**
 * Whether a page that is drawn anew would take something away: a file on its way, one that is chosen, or what was said
 * of one that was refused.
 *
 * @param {HTMLFormElement} form
 */
const holds = (form) =>
  form.getAttribute("aria-busy") === "true" ||
  /** @type {HTMLInputElement} */ (form.querySelector("input[type=file]")).value !== "" ||
  form.querySelector(".upload-failed") !== null;

for (const form of uploads()) {
  // The server draws the list.
  enhanceUpload(form, () => uploads().some(holds) || location.reload());
}

for (const mount of all("[data-papers]")) {
  const viewer = new Papers(mount, store);
  for (const link of all("[data-paper]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      viewer.show(JSON.parse(link.dataset.paper ?? "{}"));
      mount.scrollIntoView({ block: "start" });
    });
  }
}

for (const button of all("[data-keep]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const kept = await store
      .keep({ attachments: papers() }, { onProgress: (done, total) => (button.textContent = `${done} / ${total}`) })
      .catch(() => false);
    button.textContent = t(kept ? "attachments.pages.kept" : "attachments.pages.not_kept");
  });
}
