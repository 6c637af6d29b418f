/** The form for an opinion: a usual sentence is written into the box, to be changed, and its verdict is chosen. */

import { all } from "/static/js/lib/plain_forms.js";

/** @param {HTMLFormElement} form */
function helpOpinion(form) {
  const usual = /** @type {HTMLSelectElement} */ (form.elements.namedItem("usual"));
  const text = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("text"));
  let written = "";
  const take = () => {
    const verdict = usual.selectedOptions[0]?.dataset.verdict;
    const radio = form.querySelector(`input[name=verdict][value="${verdict}"]`);
    if (radio) /** @type {HTMLInputElement} */ (radio).checked = true;
    if (text.value === "" || text.value === written) {
      text.value = usual.value;
      written = usual.value;
    }
  };
  usual.addEventListener("change", take);
  if (usual.value) take(); // chosen before this script was here
}

/** Help with every form for an opinion of this page. */
export function helpOpinions() {
  /** @type {HTMLFormElement[]} */ (all("form[data-opinion]")).forEach(helpOpinion);
}
