import assert from "node:assert/strict";
import { test } from "node:test";
import { gainText, rollTexts, scoreText } from "/static/js/lib/points.js";
import { isLong, widthInEm } from "/static/js/lib/text.js";
import {
  awardPlace,
  holdsLine,
  layoutCards,
  layoutLines,
  layoutRows,
  pageOf,
  rankChanges,
  scoreColumn,
  squeeze,
} from "/static/js/scenes/layout.js";

const WALL = 16 / 9;

test("a Han character is one em wide, a Latin letter about half", () => {
  assert.equal(widthInEm("甲队"), 2);
  assert.equal(widthInEm("AB").toFixed(2), "1.12");
  assert.equal(widthInEm("陈𬘭"), 2);
});

test("up to eight teams rank in one column on a usual wall", () => {
  assert.deepEqual(layoutRows({ count: 8, aspect: WALL, longest: 7 }), { columns: 1, perPage: 8, pages: 1 });
});

test("nine or ten teams take two columns where their names fit, else two even pages", () => {
  assert.deepEqual(layoutRows({ count: 10, aspect: WALL, longest: 6 }), { columns: 2, perPage: 10, pages: 1 });
  assert.deepEqual(layoutRows({ count: 10, aspect: WALL, longest: 12 }), { columns: 1, perPage: 5, pages: 2 });
});

test("twelve teams rank at once where two columns hold their names", () => {
  assert.deepEqual(layoutRows({ count: 12, aspect: WALL, longest: 7 }), { columns: 2, perPage: 12, pages: 1 });
  assert.deepEqual(layoutRows({ count: 12, aspect: WALL, longest: 12 }), { columns: 1, perPage: 6, pages: 2 });
  assert.equal(layoutRows({ count: 12, aspect: WALL, longest: 7, name: 60 }).columns, 1);
});

test("a page never holds more than twelve rows", () => {
  assert.deepEqual(layoutRows({ count: 24, aspect: 32 / 9, longest: 6 }), { columns: 3, perPage: 12, pages: 2 });
});

test("an award stands beside a name, under it where two lines leave no room for it, below both lines at last", () => {
  const list = { columns: 1, aspect: 4 / 3, fixed: 60, award: 5 };
  assert.equal(awardPlace({ ...list, longest: 8 }), "beside");
  assert.equal(awardPlace({ ...list, longest: 17 }), "under");
  assert.equal(awardPlace({ ...list, longest: 24 }), "below");
  assert.equal(awardPlace({ ...list, longest: 8, columns: 2 }), "under");
  assert.equal(awardPlace({ ...list, longest: 24, award: 0 }), "beside");
  assert.deepEqual(layoutRows({ count: 12, aspect: WALL, longest: 24, rows: 5 }), { columns: 1, perPage: 4, pages: 3 });
});

test("a narrow wall stays with one column", () => {
  assert.equal(layoutRows({ count: 10, aspect: 4 / 3, longest: 6 }).columns, 1);
});

test("cards fill whole rows before they turn the page", () => {
  assert.deepEqual(layoutCards({ count: 10, aspect: WALL, width: 75, height: 22 }), {
    columns: 2,
    rows: 3,
    perPage: 6,
    pages: 2,
  });
  assert.deepEqual(layoutCards({ count: 3, aspect: 4 / 3, width: 75, height: 22 }), {
    columns: 1,
    rows: 3,
    perPage: 3,
    pages: 1,
  });
  assert.deepEqual(layoutCards({ count: 1, aspect: WALL, width: 500, height: 80 }), {
    columns: 1,
    rows: 1,
    perPage: 1,
    pages: 1,
  });
});

test("a page holds its own rows", () => assert.deepEqual(pageOf([1, 2, 3, 4, 5], 1, 3), [4, 5]));

test("places won and lost count from the ranking shown before; a new team has neither", () => {
  const before = [
    { team: "a", rank: 1 },
    { team: "b", rank: 2 },
  ];
  const now = [
    { team: "b", rank: 1 },
    { team: "a", rank: 2 },
    { team: "c", rank: 3 },
  ];
  assert.deepEqual(rankChanges(before, now), { b: 1, a: -1, c: 0 });
});

test("only very long questions are laid out tighter", () => {
  assert.equal(isLong({ stem: "短题", options: [{ text: "甲" }], clues: [] }), false);
  assert.equal(isLong({ stem: "长".repeat(171), options: [], clues: [] }), true);
  assert.equal(isLong(null), false);
});

test("points keep their exact digits and get a true minus", () => {
  assert.deepEqual(["-10", "97.5", ""].map(scoreText), ["−10", "97.5", ""]);
  assert.deepEqual(["10", "-2.5", "0", "0.0"].map(gainText), ["+10", "−2.5", "0", "0.0"]);
});

test("a rolling score ends exactly on the server's text and keeps its decimals", () => {
  const texts = rollTexts("90", "97.5", 4);
  assert.equal(texts.length, 4);
  assert.equal(texts.at(-1), "97.5");
  assert.ok(
    texts.every((text) => /^\d+\.\d$/.test(text)),
    texts.join(" "),
  );
  assert.deepEqual(rollTexts("", "100"), ["100"]);
  assert.deepEqual(rollTexts("100", "100"), ["100"]);
});

test("a long name gets a little narrower, then smaller, then takes two lines, and is never below 3.6 vh", () => {
  const told = (need, most) => {
    const { size, narrow, lines } = squeeze({ need, have: 100, size: 6, most });
    return [size.toFixed(2), narrow.toFixed(2), lines];
  };
  assert.deepEqual(told(90), ["6.00", "1.00", 1]);
  assert.deepEqual(told(110), ["6.00", "0.91", 1]);
  assert.deepEqual(told(140), ["4.87", "0.88", 1]);
  assert.deepEqual(told(200), ["3.96", "1.00", 2]);
  assert.deepEqual(told(300), ["3.92", "0.88", 2]);
  assert.deepEqual(told(200, 1), ["3.60", "0.83", 1]);
  assert.deepEqual(told(900), ["3.60", "0.32", 2]);
});

test("a text that is small from the beginning takes two lines rather than being condensed further", () => {
  const fitted = (size) => {
    const { narrow, lines } = squeeze({ need: 170, have: 100, size });
    return [narrow.toFixed(2), lines];
  };
  assert.deepEqual([3.6, 4, 5].map(fitted), [
    ["1.00", 2],
    ["1.00", 2],
    ["1.00", 2],
  ]);
});

test("names stand beside verdicts only where they stay legible", () => {
  assert.equal(holdsLine(15, 29), true);
  assert.equal(holdsLine(16, 29), false);
});

test("lines of an introduction come six a page at most, evenly", () => {
  assert.deepEqual([0, 1, 6, 7, 12, 13].map(layoutLines), [
    { perPage: 1, pages: 1 },
    { perPage: 1, pages: 1 },
    { perPage: 6, pages: 1 },
    { perPage: 4, pages: 2 },
    { perPage: 6, pages: 2 },
    { perPage: 5, pages: 3 },
  ]);
});

test("a column of scores is as wide as the widest that it will show, and never slim", () => {
  assert.equal(scoreColumn(["0", "95"]), 18);
  assert.equal(scoreColumn([]), 18);
  assert.ok(scoreColumn(["0", "1254.75"]) > 30);
});
