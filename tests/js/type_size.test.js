import assert from "node:assert/strict";
import { test } from "node:test";
import { roomiest } from "/static/js/scenes/type_size.js";

/**
 * A place that holds each layout up to its size, and how often it was asked.
 *
 * @param {Record<string, number>} limits the largest size of each layout
 */
function place(limits) {
  /** @type {[string, number][]} */
  const asked = [];
  return {
    asked,
    holds: (/** @type {string} */ layout, /** @type {number} */ size) => {
      asked.push([layout, size]);
      return size <= limits[layout] + 1e-9;
    },
  };
}

test("type is as large as its place holds, in steps of a tenth", () => {
  for (const limit of [3.6, 3.7, 4.44, 5, 7.99, 8, 20])
    assert.deepEqual(roomiest([""], 8, place({ "": limit }).holds), {
      size: Math.min(8, Math.floor(limit * 10 + 1e-9) / 10),
      layout: "",
    });
});

test("a place that holds no layout even at the least size gives size 0", () => {
  assert.deepEqual(roomiest(["a", "b"], 8, place({ a: 3.5, b: 0 }).holds), { size: 0, layout: "a" });
});

test("a later layout is taken where its type is clearly larger, and only there", () => {
  assert.equal(roomiest(["a", "b"], 8, place({ a: 5, b: 5.7 }).holds).layout, "a");
  assert.deepEqual(roomiest(["a", "b"], 8, place({ a: 5, b: 5.9 }).holds), { size: 5.9, layout: "b" });
  assert.deepEqual(roomiest(["a", "b", "c"], 8, place({ a: 0, b: 4, c: 4.7 }).holds), { size: 4.7, layout: "c" });
});

test("a layout that cannot win is tried once, and none after the largest size", () => {
  const four = place({ a: 5, b: 5, c: 4, d: 0 });
  roomiest(["a", "b", "c", "d"], 8, four.holds);
  assert.deepEqual(
    ["b", "c", "d"].map((layout) => four.asked.filter(([name]) => name === layout)),
    [[["b", 5.8]], [["c", 5.8]], [["d", 5.8]]],
  );
  const roomy = place({ a: 9, b: 9 });
  roomiest(["a", "b"], 8, roomy.holds);
  assert.deepEqual(roomy.asked, [
    ["a", 3.6],
    ["a", 8],
  ]);
});

test("the four layouts of a long question take at most a dozen tries", () => {
  const long = place({ a: 6.3, b: 6, c: 6.9, d: 0 });
  roomiest(["a", "b", "c", "d"], 8, long.holds);
  assert.ok(long.asked.length <= 12, `${long.asked.length} tries`);
});
