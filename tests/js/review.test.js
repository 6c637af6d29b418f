import assert from "node:assert/strict";
import { test } from "node:test";
import { setKinds } from "/static/js/lib/kinds.js";
import { allowedOf, groupsOf, nextOpen, placesOf, wordOf } from "/static/js/review_judge/state.js";

setKinds({ "mark.enter": { lane: "mark", newest: true, reason: false } });

const sheet = (total, state = "given") => ({ state, marks: {}, total, version: 1, source: "tablet", at: 0 });
const entry = (item, given = {}) => ({
  item,
  criteria: "organisation/judging",
  stage: "judging",
  stage_name: "评审",
  award: "organisation",
  award_name: "十佳",
  nomination: item,
  name: `第${item}`,
  version: 1,
  locked: false,
  voided: false,
  sheet: null,
  requests: [],
  ...given,
});
const letter = (item) => ({ command: { kind: "mark.enter", item }, item });
const word = (given, letters = [], drafted = []) => wordOf(entry(1, given), letters, new Set(drafted));

test("every state of a subject has its own word", () => {
  assert.equal(word({}), "open");
  assert.equal(word({}, [], [1]), "draft");
  assert.equal(word({}, [], [2]), "open");
  assert.equal(word({}, [letter(1)], [1]), "kept");
  assert.equal(word({}, [letter(2)]), "open");
  assert.equal(word({ sheet: sheet("90") }), "sent");
  assert.equal(word({ sheet: sheet("90"), locked: true }), "locked");
  assert.equal(word({ locked: true }), "missed");
  assert.equal(word({ sheet: sheet(null, "recused") }), "recused");
  assert.equal(word({ sheet: sheet(null, "abstained"), locked: true }), "abstained");
  assert.equal(word({ locked: true, requests: [{ kind: "late" }] }), "late");
  assert.equal(word({ sheet: sheet("90"), locked: true, requests: [{ kind: "correction" }] }), "asked");
  assert.equal(word({ sheet: sheet("90"), voided: true }), "voided");
});

test("a sheet that is only on this tablet is never said to be sent", () => {
  assert.equal(word({ sheet: sheet("90") }, [letter(1)]), "kept");
});

test("each award and stage is a group of its own, in the order of the view", () => {
  const groups = groupsOf([entry(1), entry(2, { award: "person", award_name: "个人" }), entry(3)]);
  assert.deepEqual(
    groups.map(({ title, entries }) => [title.award, entries.map(({ item }) => item)]),
    [
      ["十佳", [1, 3]],
      ["个人", [2]],
    ],
  );
});

test("equal totals share the own place, and what has no total has none", () => {
  const places = placesOf([
    entry(1, { sheet: sheet("90") }),
    entry(2, { sheet: sheet("90") }),
    entry(3, { sheet: sheet("80") }),
    entry(4),
  ]);
  assert.deepEqual([...places].sort(), [
    [1, 1],
    [2, 1],
    [3, 3],
  ]);
});

test("the next subject is the next without a sheet, then one before, and never of another award", () => {
  const all = [entry(1), entry(2, { sheet: sheet("80") }), entry(3), entry(4, { award: "person" })];
  assert.equal(nextOpen(all, all[0]).item, 3);
  assert.equal(nextOpen(all, all[2]).item, 1);
  assert.equal(nextOpen([all[1], all[3]], all[1]), undefined);
});

test("the papers of a subject leave the device with a recusal, and those of other judges' subjects too", () => {
  const papers = { 1: "one", 2: "two", 3: "three" };
  const marked = [entry(1, { sheet: sheet("90") }), entry(2, { sheet: sheet("", "recused") }), entry(4)];
  assert.deepEqual(allowedOf(papers, marked), { 1: "one" });
});
