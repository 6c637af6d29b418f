import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";
import { gainOf, ScreenSound } from "/static/js/display/sound.js";
import { heardIn, ticksOf } from "/static/js/display/sound_events.js";
import { sound as play } from "/static/js/display/sound_voices.js";
import { soundingOf } from "/static/js/host/sounding.js";

const NOW = 1_796_000_000_000;

/** A view of the display with what a test is about. */
const viewOf = (fields = {}) => ({
  epoch: "e1",
  seq: 1,
  now: NOW,
  scene: "question",
  match: { title: "决赛" },
  round: { kind: "press" },
  item: null,
  press: null,
  clock: null,
  marks: null,
  sound: { volume: 60, muted: false },
  ...fields,
});
const itemOf = (fields = {}) => ({ no: 7, stage: "answering", verdicts: {}, voided: false, ...fields });
const right = { t1: { verdict: "right", points: "10" } };

/** An AudioContext that writes down what is made of it. */
class FakeContext {
  currentTime = 0;
  sampleRate = 8_000;
  destination = {};
  /** @type {string[]} */
  started = [];
  /** @type {(() => void)[]} */
  listeners = [];
  volume = 1;

  constructor(state = "running") {
    this.state = state;
  }

  #param(set = () => {}) {
    return { value: 0, setValueAtTime: set, exponentialRampToValueAtTime() {}, cancelScheduledValues() {} };
  }

  #node(name, fields = {}) {
    return { connect() {}, start: () => this.started.push(name), stop() {}, ...fields };
  }

  createOscillator = () => this.#node("tone", { frequency: this.#param() });
  createGain() {
    this.gains = (this.gains ?? 0) + 1;
    const first = this.gains === 1;
    return this.#node("gain", { gain: this.#param(first ? (value) => (this.volume = value) : () => {}) });
  }
  createDynamicsCompressor = () => this.#node("level");
  createBiquadFilter = () => this.#node("filter", { frequency: this.#param(), Q: this.#param() });
  createBufferSource = () => this.#node("hands");
  createBuffer = (_channels, length) => ({ getChannelData: () => new Float32Array(length) });
  addEventListener = (_name, listener) => this.listeners.push(listener);
  async resume() {
    this.state = "running";
    for (const listener of this.listeners) listener();
  }
}

/** A page with this context; gives what it told the server, and what was started in the context since it was asked. */
function page(context = new FakeContext()) {
  const told = [];
  const sound = new ScreenSound({ makeContext: () => context, now: () => NOW, told: (state) => told.push(state) });
  const heard = () => context.started.splice(0);
  return { sound, told, heard, context };
}

afterEach(() => mock.timers.reset());

test("a verdict that comes while its item is on the screen is heard once", () => {
  const { sound, heard } = page();
  sound.see(viewOf({ item: itemOf() }));
  assert.deepEqual(heard(), []);
  sound.see(viewOf({ seq: 2, item: itemOf({ verdicts: right }) }));
  assert.equal(heard().length, 4);
  sound.see(viewOf({ seq: 2, item: itemOf({ verdicts: right }) }));
  sound.see(viewOf({ seq: 3, scene: "scores", item: itemOf({ verdicts: right }) }));
  sound.see(viewOf({ seq: 4, item: itemOf({ verdicts: right }) }));
  assert.deepEqual(heard(), []);
});

test("nothing is heard of what the first view, or the first after a connection, says", () => {
  const { sound, heard } = page();
  sound.see(viewOf({ item: itemOf({ verdicts: right }) }));
  sound.begin();
  sound.see(viewOf({ seq: 5, item: itemOf({ no: 8, verdicts: right }) }));
  assert.deepEqual(heard(), []);
  sound.see(viewOf({ seq: 6, item: itemOf({ no: 8, verdicts: right, key: ["A"], stage: "closed" }), scene: "answer" }));
  assert.equal(heard().length, 4);
});

test("nothing is heard of another life of the server, of an old view, or out of sight", () => {
  const { sound, heard } = page();
  sound.see(viewOf({ item: itemOf() }));
  sound.see(viewOf({ epoch: "e2", item: itemOf({ verdicts: right }) }));
  sound.see(viewOf({ epoch: "e2", seq: 2, now: NOW - 9_000, item: itemOf({ no: 8, verdicts: right }) }));
  sound.see(viewOf({ epoch: "e2", seq: 3, item: itemOf({ no: 9, verdicts: right }) }), false);
  sound.see(viewOf({ epoch: "e2", seq: 4, item: itemOf({ no: 9, verdicts: right }) }));
  assert.deepEqual(heard(), []);
});

test("a verdict that was taken back may be given anew", () => {
  const { sound, heard } = page();
  sound.see(viewOf({ item: itemOf() }));
  sound.see(viewOf({ seq: 2, item: itemOf({ verdicts: right }) }));
  sound.see(viewOf({ seq: 3, item: itemOf() }));
  heard();
  sound.see(viewOf({ seq: 4, item: itemOf({ verdicts: right }) }));
  assert.equal(heard().length, 4);
});

test("out of its item a verdict is silent, then and later: behind the frozen table it would tell something", () => {
  for (const scene of ["scores", "ranking", "black", "standby", "text"]) {
    const before = heardIn(viewOf({ item: itemOf() }), new Set());
    const then = heardIn(
      viewOf({ scene, item: itemOf({ verdicts: right }), freeze: { round: "", item: 0 } }),
      before.known,
    );
    assert.deepEqual(then.sounds, []);
    assert.deepEqual(heardIn(viewOf({ item: itemOf({ verdicts: right }) }), then.known).sounds, []);
  }
});

test("where all answer at once only the answer is heard", () => {
  const round = { kind: "simultaneous" };
  const before = heardIn(viewOf({ round, item: itemOf() }), new Set());
  const verdicts = { t1: { verdict: "right" }, t2: { verdict: "wrong" } };
  const item = itemOf({ verdicts, key: ["A"], stage: "closed" });
  assert.deepEqual(heardIn(viewOf({ round, scene: "answer", item }), before.known).sounds, ["reveal"]);
});

test("a press, a foul, each answer of a rapid run, and a timeout have their sounds", () => {
  const press = { arming: "41", winner: null, fouls: [] };
  const start = heardIn(viewOf({ scene: "press", item: itemOf(), press }), new Set());
  const at = (fields) => heardIn(viewOf({ scene: "press", item: itemOf(), ...fields }), start.known).sounds;
  assert.deepEqual(at({ press: { ...press, winner: "t1" } }), ["press"]);
  assert.deepEqual(at({ press: { ...press, fouls: ["t2"] } }), ["wrong"]);
  assert.deepEqual(at({ press, item: itemOf({ verdicts: { t1: { verdict: "timeout" } } }) }), ["wrong"]);
  assert.deepEqual(at({ press, item: itemOf({ verdicts: { t1: { verdict: "void" } } }) }), []);
  const run = (right, wrong) => itemOf({ run: { right, wrong, passed: 0, left: 3 } });
  const one = heardIn(viewOf({ item: run(1, 0) }), new Set());
  assert.deepEqual(heardIn(viewOf({ item: run(2, 0) }), one.known).sounds, ["right"]);
  assert.deepEqual(heardIn(viewOf({ item: run(1, 1) }), one.known).sounds, ["wrong"]);
});

test("each place of a reveal sounds once, the last and the awards with applause", () => {
  const reveal = (shown) => viewOf({ scene: "reveal", reveal: { total: 2, shown: Array(shown).fill({}) } });
  const first = heardIn(reveal(1), new Set());
  assert.deepEqual(first.sounds, ["reveal"]);
  const last = heardIn(reveal(2), first.known);
  assert.deepEqual(last.sounds, ["applause"]);
  const back = heardIn(reveal(1), last.known);
  assert.deepEqual(heardIn(reveal(2), back.known).sounds, []);
  const award = viewOf({ scene: "award", awarded: { name: "一等奖", teams: [{}] } });
  const shown = heardIn(award, last.known);
  assert.deepEqual(shown.sounds, ["applause"]);
  const away = heardIn(viewOf({ scene: "ranking" }), shown.known);
  assert.deepEqual(heardIn(award, away.known).sounds, []);
  assert.deepEqual(heardIn(viewOf({ scene: "marks", marks: { item: 3 } }), new Set()).sounds, ["reveal"]);
});

test("the last five seconds of a clock that is seen are counted, and its end", () => {
  const clock = { state: "running", deadline: NOW + 7_500, duration: 30_000 };
  const ticks = ticksOf({ clock, scene: "question" }, NOW);
  assert.deepEqual(
    ticks.map(({ at }) => at - NOW),
    [2_500, 3_500, 4_500, 5_500, 6_500, 7_500],
  );
  assert.deepEqual(
    ticks.map(({ last }) => last),
    [false, false, false, false, false, true],
  );
  assert.equal(ticksOf({ clock, scene: "clock" }, NOW + 6_000).length, 2);
  assert.deepEqual(ticksOf({ clock, scene: "ranking" }, NOW), []);
  assert.deepEqual(ticksOf({ clock: { ...clock, state: "paused", deadline: null }, scene: "question" }, NOW), []);
});

test("a clock that is stopped is counted no further", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { sound, heard } = page();
  const clock = { state: "running", deadline: NOW + 5_500, duration: 30_000 };
  sound.see(viewOf({ clock }));
  mock.timers.tick(1_600);
  assert.deepEqual(heard(), ["tone", "tone"]);
  sound.see(viewOf({ seq: 2, clock: null }));
  mock.timers.tick(10_000);
  assert.deepEqual(heard(), []);
});

test("the page says whether it may sound, and a touch unlocks it", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { sound, told, heard, context } = page(new FakeContext("suspended"));
  sound.see(viewOf({ sound: undefined, item: itemOf() }));
  assert.deepEqual([told.at(-1), context.gains], ["off", undefined]);
  sound.see(viewOf({ seq: 2, item: itemOf() }));
  assert.equal(told.at(-1), "off");
  mock.timers.tick(2_000);
  assert.equal(told.at(-1), "blocked");
  sound.see(viewOf({ seq: 3, item: itemOf({ verdicts: right }) }));
  assert.deepEqual(heard(), []);
  sound.unlock();
  await null;
  assert.equal(told.at(-1), "allowed");
  assert.deepEqual(heard(), []);
  sound.see(viewOf({ seq: 4, sound: undefined, item: itemOf() }));
  assert.equal(told.at(-1), "off");
});

test("a browser without sound says so and breaks nothing", () => {
  const told = [];
  const sound = new ScreenSound({ makeContext: () => null, now: () => NOW, told: (state) => told.push(state) });
  sound.see(viewOf({ item: itemOf() }));
  sound.see(viewOf({ seq: 2, item: itemOf({ verdicts: right }) }));
  sound.unlock();
  assert.equal(told.at(-1), "blocked");
});

test("the host mutes at once, tries a sound, and sets how loud it is", () => {
  const { sound, heard, context } = page();
  sound.see(viewOf({ item: itemOf() }));
  assert.equal(context.volume, gainOf(60));
  sound.test("press");
  assert.equal(heard().length, 2);
  sound.see(viewOf({ seq: 1, sound: { volume: 60, muted: true }, item: itemOf() }));
  assert.equal(context.volume, 0);
  sound.test("press");
  sound.see(viewOf({ seq: 2, sound: { volume: 60, muted: true }, item: itemOf({ verdicts: right }) }));
  assert.deepEqual(heard(), []);
  sound.see(viewOf({ seq: 2, sound: { volume: 100, muted: false }, item: itemOf({ verdicts: right }) }));
  assert.equal(context.volume, 1);
  assert.deepEqual(heard(), []);
});

test("every sound is made of tones or noise, without a file", () => {
  for (const [name, parts] of Object.entries({ countdown: 5, press: 2, right: 4, wrong: 2, reveal: 4, applause: 1 })) {
    const context = new FakeContext();
    play(/** @type {any} */ (context), /** @type {any} */ ({}), /** @type {any} */ (name), 0);
    assert.equal(context.started.length, parts, name);
  }
});

test("the host is told that no screen is connected only where none is", () => {
  const screen = (state, sound = undefined) => ({ role: "display", state, sound });
  const of = (...presence) => soundingOf(/** @type {any} */ (presence));
  assert.equal(of(), "none");
  assert.equal(of({ role: "air", state: "ok" }, screen("gone", "allowed"), screen("never")), "none");
  assert.equal(of(screen("ok")), "unknown");
  assert.equal(of(screen("ok", "off")), "unknown");
  assert.equal(of(screen("stale", "allowed")), "unknown");
  assert.equal(of(screen("ok"), screen("ok", "allowed")), "allowed");
  assert.equal(of(screen("ok", "allowed"), screen("ok", "blocked")), "blocked");
});
