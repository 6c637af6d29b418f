import assert from "node:assert/strict";
import { test } from "node:test";
import { CommandError } from "/static/js/lib/errors.js";
import { PageStore } from "/static/js/lib/page_store.js";
import { within, zoomByKey } from "/static/js/lib/zoom.js";

/** A device that keeps what it is given; `full` makes it refuse. */
class FakeShelf {
  held = new Map();
  full = false;
  load = async (key) => this.held.get(key);
  save = async (key, bytes) => {
    if (this.full) throw new Error("QuotaExceededError");
    this.held.set(key, bytes);
  };
  names = async () => [...this.held.keys()];
  remove = async (keys) => {
    for (const key of keys) this.held.delete(key);
  };
}

function storeWith(shelf = new FakeShelf(), troubles = []) {
  const asked = [];
  const waits = [];
  const fetchPage = async (path) => {
    asked.push(path);
    const trouble = troubles.shift();
    if (trouble) throw new CommandError(trouble);
    return new TextEncoder().encode(path).buffer;
  };
  return { shelf, asked, waits, store: new PageStore(shelf, fetchPage, async (ms) => waits.push(ms)) };
}

const ENTRY = {
  attachments: [
    { id: "a1", pages: 2 },
    { id: "a2", pages: 0 },
    { id: "a3", pages: 1 },
  ],
};

test("a page comes from the server as a picture, and is not kept unless asked", async () => {
  const { shelf, asked, store } = storeWith();
  const page = await store.page("a1", 2);
  assert.equal(page.type, "image/jpeg");
  assert.deepEqual(asked, ["/api/attachments/a1/pages/2"]);
  assert.equal(await page.text(), asked[0]);
  assert.equal(shelf.held.size, 0);
});

test("what is kept is read without the server", async () => {
  const { shelf, store } = storeWith();
  const steps = [];
  assert.equal(await store.keep(ENTRY, { onProgress: (...step) => steps.push(step) }), true);
  assert.deepEqual(steps, [
    [1, 3],
    [2, 3],
    [3, 3],
  ]);
  assert.equal(await store.keeps(ENTRY), true);
  const offline = storeWith(shelf, Array(9).fill({ code: "no-answer" }));
  assert.equal(await (await offline.store.page("a1", 2)).text(), "/api/attachments/a1/pages/2");
  assert.deepEqual(offline.asked, []);
});

test("keeping goes on where it was interrupted", async () => {
  const { shelf, store } = storeWith(new FakeShelf(), [null, ...Array(5).fill({ code: "no-answer" })]);
  await assert.rejects(store.keep(ENTRY), { code: "no-answer" });
  assert.deepEqual([...shelf.held.keys()], ["a1/1"]);
  const again = storeWith(shelf);
  assert.equal(await again.store.keep(ENTRY), true);
  assert.deepEqual(again.asked, ["/api/attachments/a1/pages/2", "/api/attachments/a3/pages/1"]);
});

test("a device that keeps nothing says so, and still shows pages", async () => {
  const { shelf, store } = storeWith();
  shelf.full = true;
  assert.equal(await store.keep(ENTRY), false);
  assert.equal(await store.keeps(ENTRY), false);
  shelf.load = () => Promise.reject(new Error("forbidden"));
  assert.equal((await store.page("a1", 1)).type, "image/jpeg");
});

test("a page that others wait for is asked for again; one that cannot be drawn is not", async () => {
  const busy = storeWith(new FakeShelf(), [{ code: "pages-busy", status: 429 }, { code: "no-answer" }]);
  await busy.store.page("a1", 1);
  assert.deepEqual(busy.waits, [400, 800]);
  const broken = storeWith(new FakeShelf(), [{ code: "page-not-drawn", status: 400 }]);
  await assert.rejects(broken.store.page("a1", 1), { code: "page-not-drawn" });
  assert.deepEqual(broken.waits, []);
});

test("papers that are no longer wanted leave the device", async () => {
  const { shelf, store } = storeWith();
  await store.keep(ENTRY);
  await store.keepOnly([{ id: "a3", pages: 1 }]);
  assert.deepEqual([...shelf.held.keys()], ["a3/1"]);
});

test("keys make pages larger and smaller within bounds", () => {
  assert.deepEqual(
    ["+", "=", "-", "_", "0", "a"].map((key) => zoomByKey(key, 2)),
    [2.5, 2.5, 1.6, 1.6, 1, null],
  );
  assert.deepEqual([within(99), within(0.001), within(2)], [5, 0.5, 2]);
});

test("each seat of a browser keeps its pages in a store of its own", async () => {
  const opened = [];
  globalThis.indexedDB = {
    open: (name) => {
      opened.push(name);
      const asked = {};
      queueMicrotask(() => asked.onerror());
      return asked;
    },
  };
  for (const seat of ["j1", "j2"]) {
    globalThis.document = { querySelector: () => ({ getAttribute: () => seat }) };
    await new PageStore().keeps({ attachments: [] });
  }
  assert.deepEqual(opened, ["leitai-pages:j1", "leitai-pages:j2"]);
  delete globalThis.indexedDB;
  delete globalThis.document;
});
