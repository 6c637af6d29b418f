import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";
import { startCountdowns } from "/static/js/review/countdown.js";

const HOUR = 3_600_000;
const NOW = 1_796_000_000_000;
const WORDS = { over: "over", days: "{days} d {hours} h", hours: "{hours} h {minutes} min", minutes: "{minutes} min" };

/** A page with one deadline, ten hours away; gives its node and what a return of the page calls. */
function page() {
  const node = { dataset: { now: String(NOW), until: String(NOW + 10 * HOUR + 90_000) }, textContent: "" };
  /** @type {Record<string, () => Promise<void>>} */
  const listeners = {};
  globalThis.document = /** @type {any} */ ({
    visibilityState: "visible",
    getElementById: () => ({ dataset: WORDS }),
    querySelectorAll: () => [node],
    addEventListener: (/** @type {string} */ name, /** @type {any} */ fn) => {
      listeners[name] = fn;
    },
  });
  globalThis.addEventListener = () => {};
  mock.timers.enable({ apis: ["setInterval"] });
  startCountdowns();
  return { node, comesBack: () => listeners.visibilitychange() };
}

/**
 * The time of day goes on by so many ms, and the local clock does not.
 *
 * @param {number} ms
 */
function part(ms) {
  const was = Date.now.bind(Date);
  mock.method(Date, "now", () => was() + ms);
}

/** @param {() => Promise<any>} answer */
const server = (answer) => mock.method(globalThis, "fetch", async () => ({ json: answer }));

afterEach(() => {
  mock.restoreAll();
  mock.timers.reset();
});

test("after a sleep a deadline is as near as the server says", async () => {
  const { node, comesBack } = page();
  server(async () => ({ now: NOW + 9 * HOUR }));
  part(9 * HOUR);
  await comesBack();
  assert.equal(node.textContent, "1 h 1 min");
});

test("after a sleep without a network a deadline is as near as the time of day says", async () => {
  const { node, comesBack } = page();
  server(() => Promise.reject(new Error("no network")));
  part(9 * HOUR);
  await comesBack();
  assert.equal(node.textContent, "1 h 1 min");
});

test("a device whose time of day is set shows no other deadline than before", async () => {
  const { node, comesBack } = page();
  server(async () => ({ now: NOW + 5 }));
  part(9 * HOUR);
  await comesBack();
  assert.equal(node.textContent, "10 h 1 min");
});
