/** Picture, sound or film of a question. */

import { Sign } from "/static/js/lib/signs.js";
import { t } from "/static/js/lib/words.js";
import { useTrouble } from "/static/js/scenes/parts/troubles.js";
import { html, useEffect, useRef, useState } from "/static/vendor/preact.js";

/** @typedef {import("/static/js/scenes/parts/troubles.js").Trouble} Trouble */

/**
 * Browsers let a page sound only after a click (the one that opens the full screen); until then it plays without sound.
 *
 * @param {HTMLMediaElement | null} node
 * @param {() => void} blocked
 */
function play(node, blocked) {
  node?.play().catch((/** @type {DOMException} */ why) => {
    if (why.name === "NotAllowedError") blocked();
    node.muted = true;
    node.play().catch(() => {});
  });
}

/** @param {{ media: MediaPart }} props */
function Playing({ media }) {
  const ref = useRef(/** @type {HTMLMediaElement | null} */ (null));
  const [trouble, setTrouble] = useState(/** @type {Trouble | null} */ (null));
  useTrouble(trouble);
  useEffect(() => {
    setTrouble(null);
    play(ref.current, () => setTrouble("sound-blocked"));
  }, [media.url]);
  const failed = () => setTrouble("media-failed");
  const look = (/** @type {{ currentTarget: HTMLVideoElement }} */ { currentTarget }) =>
    currentTarget.videoWidth === 0 && setTrouble("film-no-picture");
  if (media.kind === "video")
    return html`<video ref=${ref} class="media" src=${media.url} playsinline onError=${failed} onLoadedData=${look}></video>`;
  return html`
    <div class="media media-audio">
      <${Sign} name="sound" />
      <span>${t("display.listen")}</span>
      <audio ref=${ref} src=${media.url} onError=${failed}></audio>
    </div>
  `;
}

/** @param {{ media: MediaPart, alt: string, sized: (ratio: number) => void }} props */
function Still({ media, alt, sized }) {
  const [failed, setFailed] = useState("");
  useTrouble(failed === media.url ? "media-failed" : null);
  /** @param {{ currentTarget: HTMLImageElement }} event */
  const loaded = ({ currentTarget: { naturalWidth, naturalHeight } }) => sized(naturalWidth / (naturalHeight || 1));
  return html`<img class="media" src=${media.url} alt=${alt} onLoad=${loaded} onError=${() => setFailed(media.url)} />`;
}

/**
 * The medium of a question; a picture is shown, sound and film are played.  `sized` hears a picture's width by its height.
 *
 * @param {{ media: MediaPart, alt: string, sized?: (ratio: number) => void }} props
 */
export function Media({ media, alt, sized = () => {} }) {
  return html`<${media.kind === "image" ? Still : Playing} media=${media} alt=${alt} sized=${sized} />`;
}
