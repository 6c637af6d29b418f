import assert from "node:assert/strict";
import { test } from "node:test";
import { withValue } from "/static/js/desk/form_values.js";
import { orderOf } from "/static/js/desk/places.js";

const teams = ["a", "b", "c", "d"];
/** @param {(number | undefined)[]} places in the order of the teams */
const of = (...places) =>
  orderOf(
    teams.slice(0, places.length),
    Object.fromEntries(places.flatMap((place, at) => (place === undefined ? [] : [[teams[at], place]]))),
  );
const order = (...groups) => ({ order: groups, fault: null });
const fault = (why) => ({ order: null, fault: why });

test("places become groups of teams, the best first", () => {
  assert.deepEqual(of(2, 3, 1), order(["c"], ["a"], ["b"]));
  assert.deepEqual(of(1, 2, 3, 4), order(["a"], ["b"], ["c"], ["d"]));
  assert.deepEqual(of(4, 3, 2, 1), order(["d"], ["c"], ["b"], ["a"]));
});

test("teams that share a place are one group, and the next place is free", () => {
  assert.deepEqual(of(1, 1, 3), order(["a", "b"], ["c"]));
  assert.deepEqual(of(4, 2, 1, 2), order(["c"], ["b", "d"], ["a"]));
  assert.deepEqual(of(1, 1, 1, 1), order(["a", "b", "c", "d"]));
});

test("a team without a place leaves the order incomplete, whatever the others have", () => {
  assert.deepEqual(of(undefined, undefined), fault("incomplete"));
  assert.deepEqual(of(2, undefined, 1), fault("incomplete"));
  assert.deepEqual(of(3, 3, undefined), fault("incomplete"));
});

test("places that nobody could have are refused: a gap, no first, a place after a shared one", () => {
  for (const places of [
    [1, 3],
    [2, 2],
    [1, 1, 2],
    [2, 3, 4],
    [1, 2, 2, 3],
    [1, 2, 4, 4],
  ])
    assert.deepEqual(of(...places), fault("gap"), places.join(" "));
});

test("every order of six different places is kept as it was chosen", () => {
  const six = ["a", "b", "c", "d", "e", "f"];
  /** @param {number[]} left @returns {number[][]} */
  const orders = (left) =>
    left.length === 0
      ? [[]]
      : left.flatMap((one) => orders(left.filter((other) => other !== one)).map((rest) => [one, ...rest]));
  const all = orders([1, 2, 3, 4, 5, 6]);
  assert.equal(all.length, 720);
  for (const places of all) {
    const chosen = Object.fromEntries(six.map((id, at) => [id, places[at]]));
    const { order: groups } = orderOf(six, chosen);
    assert.deepEqual(
      six.map((id) => groups.findIndex((group) => group.includes(id)) + 1),
      places,
    );
  }
});

test("another team takes back the members that were chosen for the first, and nothing else", () => {
  const values = { kind: "member.substitute", team: "a", out: "m1", into: "m2" };
  assert.deepEqual(withValue(values, "team", "b"), { kind: "member.substitute", team: "b" });
  assert.deepEqual(withValue(values, "team", "a"), values);
  assert.deepEqual(withValue(values, "out", "m3"), { ...values, out: "m3" });
  assert.deepEqual(withValue({ team: "a", other: "b" }, "team", "b"), { team: "b" });
  assert.deepEqual(withValue({ team: "a", points: "5" }, "team", "b"), { team: "b", points: "5" });
});
