/** Picture, sound or film of a question. */

import { Sign } from "/static/js/lib/signs.js";
import { t } from "/static/js/lib/words.js";
import { html, useEffect, useRef } from "/static/vendor/preact.js";

/**
 * Browsers let a page sound only after a click (the one that opens the full screen); until then it plays without sound.
 *
 * @param {HTMLMediaElement | null} node
 */
function play(node) {
  node?.play().catch(() => {
    node.muted = true;
    node.play().catch(() => {});
  });
}

/** @param {{ media: MediaPart }} props */
function Playing({ media }) {
  const ref = useRef(/** @type {HTMLMediaElement | null} */ (null));
  useEffect(() => play(ref.current), [media.url]);
  if (media.kind === "video") return html`<video ref=${ref} class="media" src=${media.url} playsinline></video>`;
  return html`
    <div class="media media-audio">
      <${Sign} name="sound" />
      <span>${t("display.listen")}</span>
      <audio ref=${ref} src=${media.url}></audio>
    </div>
  `;
}

/**
 * The medium of a question; a picture is shown, sound and film are played.  `sized` hears a picture's width by its height.
 *
 * @param {{ media: MediaPart, alt: string, sized?: (ratio: number) => void }} props
 */
export function Media({ media, alt, sized = () => {} }) {
  /** @param {{ currentTarget: HTMLImageElement }} event */
  const loaded = ({ currentTarget: { naturalWidth, naturalHeight } }) => sized(naturalWidth / (naturalHeight || 1));
  if (media.kind === "image") return html`<img class="media" src=${media.url} alt=${alt} onLoad=${loaded} />`;
  return html`<${Playing} media=${media} />`;
}
