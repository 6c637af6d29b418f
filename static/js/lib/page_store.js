/**
 * The pages of attached files: from this device where they are kept, else from the server.  What is kept can be read
 * without a network.
 */

import { seatId } from "/static/js/lib/dom.js";
import { CommandError, isPassing } from "/static/js/lib/errors.js";
import { backoff } from "/static/js/lib/outbox.js";
import { request } from "/static/js/lib/requests.js";
import { createStore, delMany, get, keys, set } from "/static/vendor/idb-keyval.js";

/** ms for which the server may be drawing a page. */
const DRAWING = 240_000;
const MOST_TRIES = 5;

/**
 * Where pages are kept: by `"<attachment>/<page>"`, their bytes.  Old tablets lose Blobs in IndexedDB, so bytes it is.
 *
 * @typedef {{
 *   load: (key: string) => Promise<ArrayBuffer | undefined>,
 *   save: (key: string, bytes: ArrayBuffer) => Promise<unknown>,
 *   names: () => Promise<string[]>,
 *   remove: (keys: string[]) => Promise<unknown>,
 * }} Shelf
 * @typedef {{ id: string, pages: number }} Paper
 */

/**
 * The shelf in IndexedDB, named after the seat of the page: two seats of one browser keep and remove each its own pages.
 * It is made when it is first used.
 */
function deviceShelf() {
  /** @type {import("/static/vendor/idb-keyval.js").UseStore | undefined} */
  let opened;
  const store = () => {
    opened = opened ?? createStore(`leitai-pages:${seatId()}`, "pages");
    return opened;
  };
  return /** @type {Shelf} */ ({
    load: async (key) => get(key, store()),
    save: async (key, bytes) => set(key, bytes, store()),
    names: async () => (await keys(store())).map(String),
    remove: async (gone) => delMany(gone, store()),
  });
}

/** @param {string} path @param {AbortSignal} [signal] */
async function fetchBytes(path, signal) {
  const response = await request(path, {
    patience: DRAWING,
    headers: { Accept: "image/jpeg, application/json" },
    signal,
  });
  return response.arrayBuffer();
}

/** Pages by attachment and number. */
export class PageStore {
  #shelf;
  #fetch;
  #wait;

  /**
   * @param {Shelf} [shelf]
   * @param {(path: string, signal?: AbortSignal) => Promise<ArrayBuffer>} [fetchPage]
   * @param {(ms: number) => Promise<unknown>} [wait]
   */
  constructor(
    shelf = deviceShelf(),
    fetchPage = fetchBytes,
    wait = (ms) => new Promise((done) => setTimeout(done, ms)),
  ) {
    this.#shelf = shelf;
    this.#fetch = fetchPage;
    this.#wait = wait;
  }

  /**
   * The picture of a page.  Rejects with what the server says, or "no-answer".
   *
   * @param {string} attachment
   * @param {number} page
   * @param {AbortSignal} [signal]
   */
  async page(attachment, page, signal) {
    const held = await this.#held(`${attachment}/${page}`);
    return new Blob([held ?? (await this.#drawn(attachment, page, signal))], { type: "image/jpeg" });
  }

  /**
   * Keep all pages of an entry's papers on this device; `onProgress(done, total)` after each.  True where all of them
   * will survive a reload; false where this device does not keep them.  Goes on where an earlier attempt ended.
   *
   * @param {{ attachments: readonly Paper[] }} entry
   * @param {{ onProgress?: (done: number, total: number) => void, signal?: AbortSignal }} [options]
   */
  async keep(entry, { onProgress, signal } = {}) {
    const all = entry.attachments.flatMap(({ id, pages }) =>
      Array.from({ length: pages }, (_, no) => ({ id, no: no + 1 })),
    );
    const there = new Set(await this.#shelf.names().catch(() => []));
    let done = 0;
    for (const { id, no } of all) {
      const key = `${id}/${no}`;
      if (!there.has(key)) {
        const bytes = await this.#drawn(id, no, signal);
        try {
          await this.#shelf.save(key, bytes);
        } catch {
          return false;
        }
      }
      done += 1;
      onProgress?.(done, all.length);
    }
    return true;
  }

  /**
   * Whether every page of an entry's papers is on this device.
   *
   * @param {{ attachments: readonly Paper[] }} entry
   */
  async keeps(entry) {
    const there = new Set(await this.#shelf.names().catch(() => []));
    return entry.attachments.every(({ id, pages }) =>
      Array.from({ length: pages }, (_, no) => `${id}/${no + 1}`).every((key) => there.has(key)),
    );
  }

  /**
   * Remove every page of a paper that is not among these: what a judge has done with leaves the device.
   *
   * @param {readonly Paper[]} papers
   */
  async keepOnly(papers) {
    const wanted = new Set(papers.map(({ id }) => id));
    const names = await this.#shelf.names().catch(() => []);
    await this.#shelf.remove(names.filter((name) => !wanted.has(name.slice(0, name.lastIndexOf("/"))))).catch(() => {});
  }

  /** @param {string} key */
  #held = async (key) => {
    return this.#shelf.load(key).catch(() => undefined);
  };

  /** @param {string} attachment @param {number} page @param {AbortSignal} [signal] */
  #drawn = async (attachment, page, signal) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#fetch(`/api/attachments/${encodeURIComponent(attachment)}/pages/${page}`, signal);
      } catch (error) {
        const busy = error instanceof CommandError && (error.code === "pages-busy" || isPassing(error));
        if (!busy || tries >= MOST_TRIES) throw error;
        await this.#wait(backoff(tries));
      }
    }
  };
}
