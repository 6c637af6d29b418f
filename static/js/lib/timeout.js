/**
 * How long a page waits for this device's own disk.  Some browsers never answer, and the page must still work.
 */

const LONGEST_SILENCE = 1_000;

/**
 * What `promise` brings; after a second without an answer `otherwise`.
 *
 * @template T
 * @template [F=undefined]
 * @param {Promise<T>} promise
 * @param {F} [otherwise]
 * @returns {Promise<T | F>}
 */
export function withTimeout(promise, otherwise) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, LONGEST_SILENCE, otherwise);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
