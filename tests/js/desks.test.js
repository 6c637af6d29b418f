import assert from "node:assert/strict";
import { test } from "node:test";
import { actionLabel } from "/static/js/desk/actions.js";
import { byHandOnly, mustConfirm } from "/static/js/desk/confirm_state.js";
import { isOwn } from "/static/js/desk/own_sheet.js";
import { placeInMatch } from "/static/js/desk/place_in_match.js";
import { isPoints, tidyPoints } from "/static/js/desk/points_typed.js";
import { standing } from "/static/js/desk/standing.js";
import { stepsOf } from "/static/js/desk/steps.js";
import { asAudience } from "/static/js/host/audience_view.js";
import { ownLetter, stateOf } from "/static/js/judge/verdict_state.js";
import { setWords } from "/static/js/lib/words.js";
import { inOrder, pressesOf, quality, verdict } from "/static/js/press_test/quality.js";

const desk = (item, more = {}) => ({
  audience: "host",
  round: { kind: "team" },
  press: { winner: null, presses: [{ team: "t1" }] },
  item,
  ...more,
});
const played = (stage) => ({
  stage,
  verdicts: { t1: { verdict: "right", points: "10" } },
  votes: { j1: "right" },
  key: ["A"],
  answers: { t1: ["A"] },
  explanation: "x",
  citation: "y",
  question: { id: "q1", media: null },
});

test("the small picture has no key, answer, vote or raw press before the reveal", () => {
  const shown = asAudience(desk(played("answering")));
  assert.deepEqual(Object.keys(shown.item).sort(), ["question", "stage", "verdicts"]);
  assert.deepEqual(shown.press, { winner: null });
});

test("the small picture has the key after the reveal, and the desk's own view is left as it was", () => {
  const view = desk(played("closed"));
  assert.deepEqual(asAudience(view).item.key, ["A"]);
  assert.deepEqual(view.item.votes, { j1: "right" });
});

test("verdicts of all teams at once stay away from the small picture until the reveal", () => {
  const simultaneous = { round: { kind: "simultaneous" } };
  assert.deepEqual(asAudience(desk(played("judged"), simultaneous)).item.verdicts, {});
  assert.deepEqual(Object.keys(asAudience(desk(played("closed"), simultaneous)).item.verdicts), ["t1"]);
});

test("the small picture plays no sound of its own", () => {
  const item = { ...played("reading"), question: { id: "q1", media: { kind: "video", url: "/media/1" } } };
  assert.equal(asAudience(desk(item)).item.question.media, null);
});

test("undo lists the steps that the server says it can take back, the newest first", () => {
  const log = [
    [5, false],
    [4, false],
    [2, true],
    [3, true],
    [1, false],
  ].map(([seq, step]) => ({ seq, step }));
  assert.deepEqual(
    stepsOf({ log }).map((step) => step.seq),
    [3, 2],
  );
});

const judging = (stage, verdict, verdicts = {}) => ({ item: { no: 4, stage, verdicts }, me: { verdict } });
const letter = (verdict, item = 4) => ({ item, command: { kind: "verdict.cast", verdict } });

test("a verdict is a draft, saved here, delivered, locked", () => {
  assert.equal(stateOf({ view: judging("answering", null) }), "draft");
  assert.equal(stateOf({ view: judging("answering", null), waiting: letter("right") }), "kept");
  assert.equal(stateOf({ view: judging("answering", "right") }), "sent");
  assert.equal(stateOf({ view: judging("judged", "right", { t1: {} }) }), "locked");
});

test("a changed verdict that is not delivered yet is not called delivered", () => {
  assert.equal(stateOf({ view: judging("answering", "right"), waiting: letter("wrong") }), "kept");
});

test("the newest letter for this item counts, not one for another item or of another kind", () => {
  const letters = [
    letter("right"),
    letter("wrong"),
    letter("timeout", 3),
    { item: 4, command: { kind: "press.record" } },
  ];
  assert.equal(ownLetter(letters, 4).command.verdict, "wrong");
  assert.equal(ownLetter([], 4), undefined);
});

test("a station is good to 25 ms, fair to 60 ms, doubtful beyond", () => {
  assert.deepEqual([25, 26, 60, 61, null].map(quality), ["good", "fair", "fair", "doubtful", "unknown"]);
});

test("a station is not good while its way is unmeasured or longer than is believed", () => {
  const last = { rtt: 12, uncertainty: 6, slow: false };
  const cases = [null, last, { ...last, rtt: null, uncertainty: 0 }, { ...last, slow: true }];
  assert.deepEqual(cases.map(verdict), ["unknown", "good", "unmeasured", "doubtful"]);
});

test("a press before the last start does not take part in the test that runs", () => {
  const pressed = { state: "pressed", team: "t1", after: 300 };
  const started = { state: "started" };
  assert.equal(pressesOf([started, pressed, started], "t1").current, false);
  assert.deepEqual(pressesOf([started, pressed, started, pressed], "t1"), { count: 2, last: pressed, current: true });
  assert.deepEqual(pressesOf([started], "t1"), { count: 0, last: null, current: false });
});

test("the stations of a press test stand in the order of their presses, those without one behind them", () => {
  const row = (team, after, current = true) => ({ team, current, last: after === undefined ? null : { after } });
  const rows = [row("t1", undefined, false), row("t2", 40), row("t3", 12), row("t4", 5, false), row("t5", null)];
  assert.deepEqual(
    inOrder(rows).map(({ team, place }) => [team, place]),
    [
      ["t3", 1],
      ["t2", 2],
      ["t1", 0],
      ["t4", 0],
      ["t5", 0],
    ],
  );
});

const act = (kind) => ({ command: { kind } });
const running = (items_done, items_total) => ({ round: { kind: "press", items_done, items_total } });

test("opening a match always wants a second press, and no key or clicker begins it", () => {
  assert.equal(mustConfirm(act("match.open"), { round: null }), true);
  assert.equal(byHandOnly(act("match.open")), true);
  assert.equal(byHandOnly(act("item.present")), false);
  assert.equal(byHandOnly(undefined), false);
});

test("ending a round wants a second press only while items of it are left", () => {
  assert.equal(mustConfirm(act("round.end"), running(2, 12)), true);
  assert.equal(mustConfirm(act("round.end"), running(12, 12)), false);
  assert.equal(mustConfirm(act("round.end"), running(2, null)), false);
  assert.equal(mustConfirm(act("round.end"), { ...running(11, 12), item: { stage: "judged" } }), false);
  assert.equal(mustConfirm(act("round.end"), { ...running(11, 12), item: { stage: "closed" } }), true);
  assert.equal(mustConfirm(act("item.present"), running(2, 12)), false);
});

test("points are understood as people type them, and anything else is told before it is sent", () => {
  assert.deepEqual(["+5", "−2.5", "５．５", "＋５", " 10 "].map(tidyPoints), ["5", "-2.5", "5.5", "5", "10"]);
  assert.deepEqual(["5", "-2.5", "0.25"].map(isPoints), [true, true, true]);
  assert.deepEqual(["5点五", "", "-", "1e3", "1.", undefined].map(isPoints), [
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
});

test("a figure that is not on the line is not read as one that is", () => {
  assert.deepEqual(["5²", "①", "½"].map(tidyPoints), ["5²", "①", "½"]);
  assert.equal(isPoints("5²"), false);
});

test("the server is asked again who would move when scores, ranks or the lock change, and not when a press comes in", () => {
  const view = {
    seq: 7,
    locked: false,
    ranking: [
      { team: "t1", rank: 1, score: "10", text: "x" },
      { team: "t2", rank: 2, score: "0" },
    ],
  };
  const scored = { ...view, ranking: [view.ranking[0], { ...view.ranking[1], score: "10" }] };
  assert.equal(standing(view), standing({ ...view, seq: 8, press: { presses: [{ team: "t1" }] } }));
  assert.notEqual(standing(view), standing(scored));
  assert.notEqual(standing(view), standing({ ...view, locked: true }));
});

test("the item of a tie-off, which has no number of items, is counted without one", () => {
  setWords({
    "host.item_of": "item {no}/{total}",
    "host.item_no": "item {no}",
    "host.turn_of": "turn {no}/{total}",
    "host.stage.reading": "reading",
  });
  const place = (kind, total) =>
    placeInMatch({
      match: { stage: "reading", phase: "open" },
      round: { kind, name: "R", items_total: total },
      item: { slot: 2 },
    });
  assert.equal(place("press", 0), "R · item 2 · reading");
  assert.equal(place("press", 20), "R · item 2/20 · reading");
  assert.equal(place("rapid", 6), "R · turn 2/6 · reading");
});

test("a mark sheet is not offered for a decision to whoever entered it", () => {
  assert.equal(isOwn({ by: "ticket:HOST" }, "HOST"), true);
  assert.equal(isOwn({ by: "ticket:HOST" }, "CHIEF"), false);
  assert.equal(isOwn({ by: "ticket:JUDGE" }, ""), false);
});

test("the cue of a prepared text is called by the text", () => {
  setWords({ "host.actions.scene.show": "切换大屏", "host.scene.text": "文字画面" });
  const cue = { id: "scene.text.1", command: { kind: "scene.show", scene: "text", title: "中场休息", text: "十分钟" } };
  assert.equal(actionLabel(/** @type {any} */ (cue), /** @type {any} */ ({})), "切换大屏 · 文字画面 · 中场休息");
});
