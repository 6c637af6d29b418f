/** Picture, sound or film of a question. */

import { useFetched } from "/static/js/lib/fetched.js";
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
  const start = () => play(ref.current, () => setTrouble("sound-blocked"));
  const { failed, onError, onLoad } = useFetched(media.url, start);
  useTrouble(failed ? "media-failed" : trouble);
  useEffect(() => {
    setTrouble(null);
    start();
  }, [media.url]);
  const look = (/** @type {{ currentTarget: HTMLVideoElement }} */ { currentTarget }) => {
    onLoad();
    if (currentTarget.videoWidth === 0) setTrouble("film-no-picture");
  };
  if (media.kind === "video")
    return html`<video ref=${ref} class="media" src=${media.url} playsinline onError=${onError} onLoadedData=${look}></video>`;
  return html`
    <div class="media media-audio">
      <${Sign} name="sound" />
      <span>${t("display.listen")}</span>
      <audio ref=${ref} src=${media.url} onError=${onError} onLoadedData=${onLoad}></audio>
    </div>
  `;
}

/** @param {{ media: MediaPart, alt: string, sized: (ratio: number) => void }} props */
function Still({ media, alt, sized }) {
  const { failed, onError, onLoad } = useFetched(media.url);
  useTrouble(failed ? "media-failed" : null);
  /** @param {{ currentTarget: HTMLImageElement }} event */
  const loaded = ({ currentTarget: { naturalWidth, naturalHeight } }) => {
    onLoad();
    sized(naturalWidth / (naturalHeight || 1));
  };
  return html`<img class="media" src=${media.url} alt=${alt} onLoad=${loaded} onError=${onError} />`;
}

/**
 * The medium of a question; a picture is shown, sound and film are played.  `sized` hears a picture's width by its height.
 *
 * @param {{ media: MediaPart, alt: string, sized?: (ratio: number) => void }} props
 */
export function Media({ media, alt, sized = () => {} }) {
  return html`<${media.kind === "image" ? Still : Playing} media=${media} alt=${alt} sized=${sized} />`;
}
