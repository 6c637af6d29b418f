/** A modal dialog on the browser's own <dialog>: focus stays inside, Escape closes, focus returns. */

import { t } from "/static/js/lib/words.js";
import { html, useLayoutEffect, useRef } from "/static/vendor/preact.js";

let count = 0;

/**
 * A dialog with a title; `onClose` is called for Escape and for the close button.
 *
 * @param {{ title: string, onClose: () => void, wide?: boolean, children?: Child }} props
 */
export function Dialog({ title, onClose, wide = false, children }) {
  const ref = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const id = useRef(`dialog-${++count}`);
  // Modal from the first drawing on: before that a key would still go to the page below.
  useLayoutEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  /** @param {Event} event */
  const cancel = (event) => {
    event.preventDefault();
    onClose();
  };
  return html`<dialog ref=${ref} class=${wide ? "dialog dialog-wide" : "dialog"} aria-labelledby=${id.current} onCancel=${cancel}>
    <header class="dialog-head">
      <h2 id=${id.current}>${title}</h2>
      <button type="button" class="icon-key" aria-label=${t("host.close")} onClick=${onClose}>✕</button>
    </header>
    <div class="dialog-body">${children}</div>
  </dialog>`;
}
