import assert from "node:assert/strict";
import { test } from "node:test";
import { scriptOf } from "/static/js/host/reveal.js";
import { wantsTheWiderPlace } from "/static/js/scenes/layout.js";
import { cameTogether } from "/static/js/scenes/rank_reveal.js";

const team = (name, place, score = "110") => ({ team: name, name, place, score, tied: false, unit: "" });
const view = (given) => ({ match: { title: "决赛" }, ...given });
const words = (given) => scriptOf(view(given)).map(({ word }) => word);

test("those on the place shown last came together", () => {
  assert.equal(cameTogether([team("丁", 4)]), 1);
  assert.equal(cameTogether([team("丁", 4), team("乙", 2), team("丙", 2)]), 2);
  assert.equal(cameTogether([]), 1);
});

test("short names before leave the wider place to the name that is called now, however many they are", () => {
  assert.equal(wantsTheWiderPlace(Array(9).fill("丙镇十村讲堂")), false);
  assert.equal(wantsTheWiderPlace(Array(6).fill("某县某乡镇中心学校党总支")), true);
  assert.equal(wantsTheWiderPlace(Array(5).fill("某县某乡镇中心学校党总支")), false);
});

test("the host is told what to say before the first place, at each, after the last, and at an award", () => {
  assert.deepEqual(words({}), []);
  assert.deepEqual(words({ reveal: { total: 3, shown: [], next: 3 } }), ["opening", "leading"]);
  assert.deepEqual(words({ reveal: { total: 3, shown: [team("丁", 3)], next: 1 } }), ["one", "leading"]);
  assert.deepEqual(words({ reveal: { total: 2, shown: [team("甲", 1), team("乙", 1)] } }), ["level", "end"]);
  assert.deepEqual(words({ awarded: { name: "一等奖", teams: [team("甲", 1)] } }), ["award"]);
  assert.deepEqual(words({ awarded: { name: "一等奖", teams: [] } }), ["award_empty"]);
  assert.deepEqual(words({ awarded: { name: "一等奖", teams: [], open: true } }), ["award_open"]);
});

test("level teams are called together with the score that they share", () => {
  const shown = [team("丁", 4, "90"), team("乙", 2), team("丙", 2)];
  const [said, leading] = scriptOf(view({ reveal: { total: 4, shown, next: 1 } }));
  assert.equal(said.fields.place, 2);
  assert.equal(said.fields.score, "110");
  assert.match(said.fields.names, /乙.*丙/);
  assert.deepEqual(leading.fields, { place: 1 });
});
