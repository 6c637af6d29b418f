import assert from "node:assert/strict";
import { test } from "node:test";
import { comesNext, scriptOf } from "/static/js/review_host/script.js";

const reveal = (shown, next, total = 10) => ({ award: "a", award_name: "十佳", total, next, shown });
const winner = (place, name = `支部${place}`, unit = "甲村") => ({ place, name, unit });
const view = (given) => ({
  review: { title: "四评" },
  reveal: null,
  on_stage: null,
  cues: [],
  revealable: [],
  ...given,
});
const words = (given) => scriptOf(view(given)).map(({ word }) => word.replace("review_screen.script.", ""));
const cue = (item, award = "a") => ({ item, nomination: item * 10, name: `第${item}`, award, stage: "defence" });

test("the host is told what to say before the first winner, at each and after the last", () => {
  assert.deepEqual(words({}), ["welcome"]);
  assert.deepEqual(words({ reveal: reveal([], 10) }), ["opening", "leading"]);
  assert.deepEqual(words({ reveal: reveal([winner(10)], 9) }), ["winner_of", "leading"]);
  assert.deepEqual(words({ reveal: reveal([winner(1, "甲村", "甲村")], null, 1) }), ["winner", "end"]);
  const [, leading] = scriptOf(view({ reveal: reveal([winner(10)], 8, 9) }));
  assert.deepEqual(leading.fields, { award: "十佳", place: 8 });
});

test("on the title the host welcomes, leads to the next award, or says good-bye", () => {
  const awards = (...shown) => ({
    revealable: shown.map((one) => ({ award: "a", award_name: "十佳", total: 2, shown: one })),
  });
  assert.deepEqual(words(awards(0, 0)), ["welcome"]);
  assert.deepEqual(words(awards(2, 0)), ["between"]);
  assert.deepEqual(words(awards(2, 1)), ["between"]);
  assert.deepEqual(words(awards(2, 2)), ["closing"]);
});

test("what comes next is a place without a name, or the next subject of the same award", () => {
  assert.deepEqual(comesNext(view({ reveal: reveal([winner(10)], 9) })).fields, { place: 9 });
  assert.equal(comesNext(view({ reveal: reveal([winner(1)], null) })), null);
  const cues = [cue(3), cue(1), cue(2, "b")];
  assert.equal(comesNext(view({ cues })).fields.no, 30);
  assert.equal(comesNext(view({ cues, on_stage: { item: 3 } })).fields.no, 10);
  assert.equal(comesNext(view({ cues, on_stage: { item: 1 } })), null);
});
