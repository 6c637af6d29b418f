/** How long a page waits for this device's own disk.  Some browsers never answer, and no page may fall mute with them. */

const PATIENCE = 1_000;

/** What `promise` brings; after a second without an answer `otherwise`. */
export function withTimeout(promise, otherwise = undefined) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, PATIENCE, otherwise);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
