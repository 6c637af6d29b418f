/** A picture, sound or film that did not load is fetched again by the page itself, until it is there. */

import { onReturn } from "/static/js/lib/dom.js";
import { socket } from "/static/js/lib/link.js";
import { backoff } from "/static/js/lib/outbox.js";
import { html, useEffect, useRef, useState } from "/static/vendor/preact.js";

/** @typedef {HTMLImageElement | HTMLMediaElement} Fetched */

/** What waits for the network, each with the function that fetches it again. @type {Set<() => void>} */
const waiting = new Set();
const fetchAll = () => {
  for (const fetchOne of [...waiting]) fetchOne();
};

onReturn(fetchAll);
socket.on("connect", fetchAll);

/**
 * Fetch anew what a node shows; a sound or film goes on where it stopped.
 *
 * @param {Fetched} node
 * @param {string} url
 */
function fetchAgain(node, url) {
  if (!("load" in node)) {
    node.src = url;
    return;
  }
  const at = node.currentTime;
  node.load();
  if (at) node.currentTime = at;
}

/**
 * Whether `url` has failed and did not load since, and what a node that shows it listens to: `onError` and `onLoad`.
 * `again` is called when a sound or film was asked for once more.
 *
 * @param {string} url
 * @param {(node: Fetched) => void} [again]
 */
export function useFetched(url, again) {
  const [failure, setFailure] = useState({ url: "", tries: 0 });
  const node = useRef(/** @type {Fetched | null} */ (null));
  const { tries } = failure;
  const failed = failure.url === url;
  useEffect(() => {
    if (!failed) return undefined;
    const fetchOne = () => {
      clearTimeout(timer);
      waiting.delete(fetchOne);
      if (!node.current?.isConnected) return;
      fetchAgain(node.current, url);
      again?.(node.current);
    };
    const timer = setTimeout(fetchOne, backoff(tries));
    waiting.add(fetchOne);
    return () => {
      clearTimeout(timer);
      waiting.delete(fetchOne);
    };
  }, [failed, url, tries]);
  return {
    failed,
    onError: (/** @type {{ currentTarget: Fetched }} */ { currentTarget }) => {
      node.current = currentTarget;
      setFailure((before) => ({ url, tries: before.url === url ? before.tries + 1 : 1 }));
    },
    onLoad: () => setFailure({ url: "", tries: 0 }),
  };
}

/**
 * A picture that comes as soon as the network lets it.
 *
 * @param {{ src: string, alt: string }} props
 */
export function Picture({ src, alt }) {
  const { onError, onLoad } = useFetched(src);
  return html`<img src=${src} alt=${alt} onError=${onError} onLoad=${onLoad} />`;
}
