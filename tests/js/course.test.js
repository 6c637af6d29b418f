import assert from "node:assert/strict";
import { test } from "node:test";
import { setWords } from "/static/js/lib/words.js";
import { choicesOf, decidesWords, placed } from "/static/js/scenes/course.js";

setWords({
  display: {
    place: "第 {place} 名",
    places: "第 {first} 至 {last} 名",
    places_up_to: "前 {place} 名",
    decides: "决出{what}",
    and: "、",
  },
});

test("a tie-off says by its lines what it decides, and by all its places where each of them counts", () => {
  assert.equal(decidesWords({ first: 3, last: 4, lines: [3] }), "决出第 3 名");
  assert.equal(decidesWords({ first: 3, last: 5, lines: [4] }), "决出前 4 名");
  assert.equal(decidesWords({ first: 1, last: 4, lines: [1, 3] }), "决出第 1 名、前 3 名");
  assert.equal(decidesWords({ first: 2, last: 3, lines: [] }), "决出第 2 名");
  assert.equal(decidesWords({ first: 2, last: 4, lines: [] }), "决出第 2 至 4 名");
  assert.equal(decidesWords(undefined), "");
});

test("a team has its place once no other is level with it, and none where the places are not public", () => {
  const order = [["b"], ["a", "c"], ["d"]];
  const places = { first: 3, last: 6, lines: [3] };
  assert.deepEqual(
    placed({ teams: [], turns: [], order, places }).map(({ team, place }) => `${team}${place ?? ""}`),
    ["b3", "a", "c", "d6"],
  );
  assert.deepEqual(
    placed({ teams: [], turns: [], order }).map(({ place }) => place),
    [null, null, null, null],
  );
});

const view = (given, kind = "simultaneous") => ({
  round: { kind },
  item: {
    question: { options: [{ letter: "A" }, { letter: "B" }] },
    answers: { a: ["A"], b: ["A", "B"], c: [] },
    verdicts: { a: {}, b: {}, c: {}, d: {} },
    voided: false,
    ...given,
  },
});

test("of a round on tablets the screen counts who chose what, once the answers are in its view", () => {
  assert.deepEqual(choicesOf(view({})), { options: { A: 2, B: 1 }, none: 2 });
  assert.equal(choicesOf(view({ answers: undefined })), null);
  assert.equal(choicesOf(view({ voided: true })), null);
  assert.equal(choicesOf(view({}, "individual")), null);
  assert.equal(choicesOf(view({ question: { options: [] } })), null);
});
