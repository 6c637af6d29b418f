import assert from "node:assert/strict";
import { test } from "node:test";
import { isLegal, KEYS, nextOpen, openKeys, sameMarks, totalOf } from "/static/js/desk/marks_keys.js";
import { setKinds } from "/static/js/lib/kinds.js";
import { markLetter, ownRanking, sheetState } from "/static/js/marks/state.js";
import { columnsFor, revealPlan } from "/static/js/scenes/marks_plan.js";

const criterion = (low, high, step, more = {}) => ({
  id: "c",
  name: "",
  low,
  high,
  step,
  weight: "1",
  levels: [],
  ...more,
});
const open = (text, of) => [...openKeys(text, of)].sort().join("");

test("only keys that can still lead to a mark are open", () => {
  const twenty = criterion("0", "20", "1");
  assert.equal(open("", twenty), "0123456789");
  assert.equal(open("2", twenty), "0");
  assert.equal(open("20", twenty), "");
  assert.equal(open("0", twenty), "");
});

test("steps of a half end in a half or in nothing", () => {
  const half = criterion("5", "10", "0.5");
  assert.equal(open("", half), "156789");
  assert.equal(open("9", half), ".");
  assert.equal(open("9.", half), "5");
  assert.equal(open("10", half), "");
  assert.deepEqual(
    ["9", "9.5", "9.0", "9.", "1", "4.5"].map((text) => isLegal(text, half)),
    [true, true, false, false, false, false],
  );
});

/** Every mark of a rule that has few, as it is typed. */
function marksOf({ low, high, step }) {
  const count = Math.round((high - low) / step);
  return Array.from({ length: count + 1 }, (_, i) => String(Number((Number(low) + i * step).toFixed(3))));
}

test("a key is open where, and only where, it leads to a mark, whatever the rule", () => {
  const rules = [
    ["0", "100", "0.1"],
    ["-5", "5", "0.25"],
    ["60", "100", "1"],
    ["0.5", "9.5", "1.5"],
    ["-20", "-3", "1"],
    ["-1.5", "30", "0.5"],
    ["0", "1000", "50"],
    ["0.05", "0.95", "0.15"],
    ["-0.5", "0.5", "0.1"],
    ["-120", "15", "7.5"],
    ["0", "0", "1"],
  ];
  for (const rule of rules) {
    const of = criterion(...rule);
    const marks = marksOf(of);
    const begun = new Set(
      marks.flatMap((mark) => Array.from({ length: mark.length + 1 }, (_, end) => mark.slice(0, end))),
    );
    for (const text of begun) {
      assert.equal(isLegal(text, of), marks.includes(text), `${rule}: ${text}`);
      assert.deepEqual(
        [...openKeys(text, of)],
        KEYS.filter((key) => begun.has(text + key)),
        `${rule}: ${text}`,
      );
    }
    for (const text of ["00", "-0", "01", "1.", ".5", "5.0", "abc", "1.0001"])
      assert.equal(isLegal(text, of), false, text);
  }
});

test("a rule of millions of marks is as quick as any other", () => {
  const wide = criterion("-1000000000", "1000000000", "0.001");
  assert.equal(open("", wide), "-0123456789");
  assert.equal(open("12.34", wide), "123456789");
  assert.equal(open("1000000000", wide), "");
  assert.equal(isLegal("-999999999.999", wide), true);
});

test("totals are exact by the weights, and wait for the last mark", () => {
  const criteria = [
    criterion("0", "10", "0.1", { id: "a", weight: "0.6" }),
    criterion("0", "10", "0.1", { id: "b", weight: "0.4" }),
  ];
  assert.equal(totalOf({ a: "0.1", b: "0.2" }, criteria), "0.14");
  assert.equal(totalOf({ a: "10", b: "10" }, criteria), "10");
  assert.equal(totalOf({ a: "10" }, criteria), "");
  assert.equal(nextOpen({ a: "10" }, criteria), 1);
  assert.equal(nextOpen({ a: "10", b: "1" }, criteria), 1);
});

const entry = (more = {}) => ({ item: 1, locked: false, voided: false, requests: [], sheet: null, ...more });
const sheet = (c, more = {}) => ({ state: "given", marks: { c }, total: c, version: 1, ...more });

test("a sheet is said to be sent only when the server has these very marks", () => {
  const letter = { command: { kind: "mark.enter", item: 1 } };
  assert.equal(sheetState({ entry: entry(), marks: { c: "7" }, letter: undefined }), "draft");
  assert.equal(sheetState({ entry: entry(), marks: { c: "7" }, letter }), "kept");
  assert.equal(sheetState({ entry: entry({ sheet: sheet("7") }), marks: { c: "7" } }), "sent");
  assert.equal(sheetState({ entry: entry({ sheet: sheet("7") }), marks: { c: "8" } }), "draft");
  assert.equal(sheetState({ entry: entry({ sheet: sheet("7"), locked: true }), marks: { c: "8" } }), "locked");
  assert.equal(sheetState({ entry: entry({ locked: true }), marks: { c: "8" } }), "draft");
  assert.equal(sheetState({ entry: entry({ locked: true, requests: [{ kind: "late" }] }), marks: { c: "8" } }), "late");
});

test("letters about another item are not this sheet's", () => {
  setKinds({
    "mark.enter": { lane: "mark", newest: true, reason: false },
    "verdict.cast": { lane: "verdict", newest: false, reason: false },
  });
  const letters = [
    { command: { kind: "mark.enter", item: 1 } },
    { command: { kind: "mark.enter", item: 2 } },
    { command: { kind: "verdict.cast", item: 2 } },
  ];
  assert.equal(markLetter(letters, 2), letters[1]);
  assert.equal(markLetter(letters, 3), undefined);
});

test("the judge's own order shares places and leaves out what was thrown out", () => {
  const marked = [
    entry({ item: 1, sheet: sheet("9.5") }),
    entry({ item: 2, sheet: sheet("10") }),
    entry({ item: 3, sheet: sheet("9.5") }),
    entry({ item: 4, sheet: sheet("8"), voided: true }),
    entry({ item: 5 }),
  ];
  assert.deepEqual(
    ownRanking(marked).map(({ item, place }) => [item, place]),
    [
      [2, 1],
      [1, 2],
      [3, 2],
    ],
  );
});

test("two sheets are the same where every mark is", () => {
  assert.ok(sameMarks({ a: "1" }, { a: "1" }));
  assert.ok(!sameMarks({ a: "1" }, { a: "1", b: "2" }));
  assert.ok(!sameMarks({}, { a: "1" }));
});

test("marks come one by one, then the dropped ones are struck, then the score", () => {
  const plan = revealPlan([{ dropped: null }, { dropped: "high" }, { dropped: "low" }]);
  assert.deepEqual([plan.strike, plan.last], [4, 5]);
  const plain = revealPlan([{ dropped: null }, { dropped: null }]);
  assert.deepEqual([plain.strike, plain.last], [2, 3]);
});

test("thirty-one judges leave room for the score, and their marks take no longer than a short while", () => {
  assert.deepEqual([columnsFor(31, 16 / 9), columnsFor(31, 4 / 3), columnsFor(31, 3.5)], [8, 8, 11]);
  const plan = revealPlan(Array.from({ length: 31 }, () => ({ dropped: null })));
  assert.equal(plan.wait(0), 387);
});

test("nine judges stand in two rows on a usual wall and in one on a very wide one", () => {
  assert.deepEqual(
    [columnsFor(9, 16 / 9), columnsFor(9, 4 / 3), columnsFor(9, 3.5), columnsFor(5, 16 / 9)],
    [5, 5, 9, 5],
  );
  assert.deepEqual([columnsFor(5, 800 / 1280), columnsFor(5, 390 / 844)], [3, 3]);
});
