import assert from "node:assert/strict";
import { test } from "node:test";
import { isOneTap, TAPS } from "/static/js/desk/marks_keys.js";

const range = (low, high, step = "1") => ({ low, high, step });

test("marks that are whole numbers from 0 to 10 have a key each, with 0 and 10 at the foot", () => {
  assert.ok([range("0", "10"), range("1", "5"), range("0", "10", "2")].every(isOneTap));
  assert.deepEqual(TAPS.slice(-2), ["0", "10"]);
  assert.equal(new Set(TAPS).size, 11);
});

test("all other marks are typed", () => {
  assert.ok(![range("0", "11"), range("0", "10", "0.5"), range("-5", "5"), range("0.5", "10")].some(isOneTap));
});
