import assert from "node:assert/strict";
import { test } from "node:test";
import { smooth } from "/static/js/scenes/curves.js";
import { afterEvent, NO_PRESS_TEST, PRESS_TEST_MS, pressTestShown } from "/static/js/team/press_test_state.js";
import { answerState, PRESSABLE, pictureOf, pressMood, pressSlot, sendAfter, toggled } from "/static/js/team/states.js";

const press = (more = {}) => ({
  arming: "a7",
  state: "armed",
  opens_at: 1000,
  winner: null,
  fouls: [],
  barred: [],
  ...more,
});
const own = (more = {}) => ({ may: true, why: "", id: null, standing: "", won: false, ...more });

function view({ me = {}, item = {}, ...more } = {}) {
  return {
    match: { phase: "open" },
    round: { kind: "press" },
    me: { team: "t3", state: "press", answer: null, final: false, press: own(), ...me },
    item: { no: 4, stage: "armed", team: null, delegate: null, question: { id: "q" }, ...item },
    press: press(),
    ...more,
  };
}

test("a team that won the press and may answer no more is not asked to answer", () => {
  const item = { stage: "answering" };
  const won = press({ state: "awarded", winner: "t3" });
  assert.equal(pictureOf(view({ me: { state: "answer" }, item, press: won })), "answer");
  assert.equal(pictureOf(view({ me: { state: "locked", final: true }, item, press: won })), "locked");
  assert.equal(pictureOf(view({ me: { state: "locked" }, item, press: won })), "locked"); // its time is up
  assert.equal(pictureOf(view({ me: { state: "wait" }, item, press: press({ winner: "t5" }) })), "press");
  assert.equal(pictureOf(view({ me: { state: "locked" }, item: { stage: "collecting" } })), "press"); // it has pressed
});

test("an armed press is armed only from the instant it opens", () => {
  assert.equal(pressMood(view(), null, 999), "count");
  assert.equal(pressMood(view(), null, 1000), "armed");
});

test("a press on this device shows at once, before the server has answered", () => {
  const seen = view();
  assert.equal(pressMood(seen, pressSlot(seen), 2000), "pressed");
});

test("a new arming makes the button live again", () => {
  const first = view();
  const second = view({ press: press({ arming: "a9" }) });
  assert.equal(pressMood(second, pressSlot(first), 2000), "armed");
});

test("while others' presses are collected the button still works", () => {
  const seen = view({ item: { stage: "collecting" }, press: press({ state: "collecting" }) });
  assert.equal(pressMood(seen, null, 2000), "armed");
});

test("a press before the start is shown as early until it is judged", () => {
  const seen = view({ item: { stage: "reading" }, press: press({ arming: null, state: "waiting", opens_at: null }) });
  assert.equal(pressMood(seen, null, 0), "waiting");
  assert.equal(pressMood(seen, pressSlot(seen), 0), "early");
});

test("won, lost, foul, barred, out and aside are told apart", () => {
  const decided = (winner) => view({ item: { stage: "answering" }, press: press({ state: "awarded", winner }) });
  assert.equal(pressMood(decided("t3"), null, 0), "won");
  assert.equal(pressMood(decided("t5"), null, 0), "lost");
  const cannot = (why, fouls = []) => view({ me: { press: own({ may: false, why }) }, press: press({ fouls }) });
  assert.equal(pressMood(cannot("barred", ["t3"]), null, 2000), "foul");
  assert.equal(pressMood(cannot("barred", ["t5"]), null, 2000), "barred");
  assert.equal(pressMood(cannot("out"), null, 2000), "out");
  assert.equal(pressMood(cannot("not-named"), null, 2000), "aside");
});

test("an early touch is a press too: the server judges it", () => {
  assert.deepEqual([...PRESSABLE].sort(), ["armed", "count", "waiting"]);
});

test("the picture follows the view", () => {
  assert.equal(pictureOf(view()), "press");
  assert.equal(pictureOf(view({ item: { stage: "answering" }, me: { state: "answer" } })), "answer");
  assert.equal(pictureOf(view({ item: { stage: "answering" }, me: { state: "paused" } })), "answer");
  assert.equal(
    pictureOf(view({ item: { stage: "answering" }, me: { state: "wait" }, press: press({ winner: "t1" }) })),
    "press",
  );
  assert.equal(
    pictureOf(view({ item: { stage: "judged" }, me: { state: "wait" }, press: press({ winner: "t1" }) })),
    "wait",
  );
  assert.equal(pictureOf(view({ match: { phase: "setup" } })), "wait");
  assert.equal(pictureOf({ ...view(), item: null }), "wait");
  const others = view({
    press: null,
    round: { kind: "individual" },
    item: { stage: "reading", team: "t1" },
    me: { state: "wait" },
  });
  assert.equal(pictureOf(others), "wait");
  assert.equal(pictureOf({ ...others, item: { ...others.item, team: "t3" } }), "read");
  assert.equal(pictureOf({ ...others, round: { kind: "simultaneous" } }), "read");
});

test("an answer is a draft, saved here, delivered, locked; delivered only when the server says so", () => {
  const me = { answer: null, final: false };
  assert.equal(answerState({ answer: [], saved: false, me, closed: false }), "none");
  assert.equal(answerState({ answer: ["A"], saved: false, me, closed: false }), "draft");
  assert.equal(answerState({ answer: ["A"], saved: true, me, closed: false }), "saved");
  assert.equal(answerState({ answer: ["A"], saved: true, me: { ...me, answer: ["B"] }, closed: false }), "saved");
  assert.equal(answerState({ answer: ["A"], saved: true, me: { ...me, answer: ["A"] }, closed: false }), "sent");
  assert.equal(
    answerState({ answer: ["A"], saved: true, me: { answer: ["A"], final: true }, closed: false }),
    "locked",
  );
  assert.equal(answerState({ answer: ["A"], saved: true, me: { ...me, answer: ["A"] }, closed: true }), "locked");
});

test("when the time is up, an answer that has not arrived is undelivered and not locked", () => {
  const closed = (answer, given) =>
    answerState({ answer, saved: true, me: { answer: given, final: false }, closed: true });
  assert.equal(closed(["A"], null), "undelivered");
  assert.equal(closed(["A"], ["B"]), "undelivered");
  assert.equal(closed([], ["B"]), "undelivered");
  assert.equal(closed([], null), "locked");
  assert.equal(closed(["", ""], null), "locked");
});

test("a change waits a moment for a better one, and goes at once in the last second", () => {
  assert.deepEqual(
    [null, 60_000, 1_100, 1_000, 10].map((left) => sendAfter(false, left)),
    [150, 150, 100, 0, 0],
  );
  assert.deepEqual(
    [null, 60_000, 1_600, 1_100, 0].map((left) => sendAfter(true, left)),
    [700, 700, 600, 100, 0],
  );
});

test("a single choice is replaced, a multiple one gathered in order", () => {
  assert.deepEqual(toggled(["A"], "C", "single"), ["C"]);
  assert.deepEqual(toggled(["C"], "A", "multiple"), ["A", "C"]);
  assert.deepEqual(toggled(["A", "C"], "A", "multiple"), ["C"]);
  assert.deepEqual(toggled(["T"], "F", "true_false"), ["F"]);
});

test("a smooth line passes through its points", () => {
  const path = smooth(
    [
      [0, 10],
      [50, 20],
      [100, 10],
    ],
    5,
  );
  assert.ok(path.startsWith("M0 15C"), path);
  assert.ok(path.endsWith(" 100 15"), path);
});

const started = afterEvent(NO_PRESS_TEST, { started: "setup" }, 1000);
const testing = { match: { test: true, phase: "setup" } };

test("the press test takes the screen at the host's start, and gives it back after a while without a press", () => {
  assert.equal(pressTestShown(testing, NO_PRESS_TEST, 1000), false);
  assert.equal(pressTestShown(testing, started, 1000 + PRESS_TEST_MS - 1), true);
  assert.equal(pressTestShown(testing, started, 1000 + PRESS_TEST_MS), false);
  assert.equal(pressTestShown(testing, afterEvent(started, { press: "p1" }, 50_000), 1000 + PRESS_TEST_MS), true);
});

test("a round that begins takes the screen from the press test at once", () => {
  assert.equal(pressTestShown({ match: { test: false, phase: "setup" } }, started, 1001), false);
  assert.deepEqual(afterEvent(started, { over: true }, 2000), NO_PRESS_TEST);
});

test("the opening of the match ends a press test that was started before", () => {
  assert.equal(pressTestShown({ match: { test: true, phase: "open" } }, started, 1001), false);
});

test("a tablet shows what came of its own last press and of no other", () => {
  const pressed = afterEvent(started, { press: "p2" }, 2000);
  assert.equal(afterEvent(pressed, { pressed: { press: "p1", rtt: 9 } }, 2010).result, null);
  assert.deepEqual(afterEvent(pressed, { pressed: { press: "p2", rtt: 7 } }, 2010).result, { press: "p2", rtt: 7 });
});
