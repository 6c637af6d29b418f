import assert from "node:assert/strict";
import { test } from "node:test";
import { typedInto } from "/static/js/team/composing.js";

const event = (type, value, isComposing = false) => ({ type, isComposing, target: { value } });
/** What a box shows of its own and what has been committed, after these events. */
const after = (...events) =>
  events.reduce(
    ({ committed }, one) => {
      const { shown, commit } = typedInto(one, false);
      return { shown, committed: commit ?? committed };
    },
    { shown: null, committed: "" },
  );

test("text that is typed without an input method counts with every key", () => {
  assert.deepEqual(after(event("input", "1"), event("input", "19")), { shown: null, committed: "19" });
});

test("half-typed pinyin is shown, and the text committed last stands", () => {
  const half = [
    event("compositionstart", "遵义"),
    event("input", "遵义c", true),
    event("input", "遵义chang zheng", true),
  ];
  assert.deepEqual(after(event("compositionstart", "")), { shown: "", committed: "" });
  assert.deepEqual(after(event("input", "遵义"), ...half), { shown: "遵义chang zheng", committed: "遵义" });
});

test("the rest counts when the input method is done, whichever of its last events comes first", () => {
  const half = [event("compositionstart", ""), event("input", "chang", true)];
  const done = { shown: null, committed: "长" };
  assert.deepEqual(after(...half, event("input", "长", true), event("compositionend", "长")), done);
  assert.deepEqual(after(...half, event("compositionend", "长"), event("input", "长")), done);
});

test("a composition that is given up leaves the committed text", () => {
  const given = after(event("input", "长"), event("compositionstart", "长"), event("input", "长zh", true));
  assert.deepEqual(given, { shown: "长zh", committed: "长" });
  assert.deepEqual(typedInto(event("compositionend", "长"), false), { shown: null, commit: "长" });
});

test("what an input method commits when the time is up does not count, and is not shown", () => {
  for (const type of ["compositionstart", "input", "compositionend"])
    assert.deepEqual(typedInto(event(type, "chang zheng"), true), { shown: null, commit: null });
});
