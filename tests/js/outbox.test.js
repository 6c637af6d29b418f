import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { CommandError } from "/static/js/lib/errors.js";
import { backoff, Outbox } from "/static/js/lib/outbox.js";

/** A server that answers when told to, and a store that remembers what it was given. */
class FakeServer {
  tries = [];
  deliver = (letter) => new Promise((resolve, reject) => this.tries.push({ key: letter.key, resolve, reject }));
}

class FakeStore {
  kept;
  refusals = [];
  constructor(kept = []) {
    this.kept = kept;
  }
  load = async () => this.kept;
  save = async (letters) => {
    this.kept = letters.map(({ key }) => ({ key }));
  };
  refused = (letter, error) => this.refusals.push([letter.key, error.code]);
}

const answer = (key, more = {}) => ({
  key,
  command: { kind: "answer.submit", answer: [key] },
  lane: "answer",
  durable: true,
  supersedes: true,
  item: 1,
  ...more,
});
const soon = () => new Promise((resolve) => setTimeout(resolve, 5));
const keys = (server) => server.tries.map(({ key }) => key);

function outboxWith(store = new FakeStore()) {
  const server = new FakeServer();
  const outbox = new Outbox(server.deliver, store);
  return { server, store, outbox };
}

test("a letter waits until the way is free, then resolves with the server's answer", async () => {
  const { server, outbox } = outboxWith();
  const done = outbox.put(answer("a"));
  await soon();
  assert.deepEqual(keys(server), []);
  outbox.release();
  server.tries[0].resolve({ seq: 7 });
  assert.deepEqual(await done, { seq: 7 });
  assert.deepEqual(outbox.letters, []);
});

test("a durable letter is in the store before it is sent, and leaves it when answered", async () => {
  const { server, store, outbox } = outboxWith();
  outbox.release();
  const done = outbox.put(answer("a"));
  assert.deepEqual(keys(server), []);
  assert.deepEqual(store.kept, [{ key: "a" }]);
  await soon();
  server.tries[0].resolve({ seq: 1 });
  await done;
  assert.deepEqual(store.kept, []);
});

test("an urgent letter does not wait for the store", () => {
  const { server, outbox } = outboxWith({ load: async () => [], save: () => new Promise(() => {}) });
  outbox.release();
  outbox.put(answer("p", { urgent: true }));
  return soon().then(() => assert.deepEqual(keys(server), ["p"]));
});

test("no answer means the same key again, and only one try is under way", async () => {
  const { server, outbox } = outboxWith();
  outbox.release();
  const done = outbox.put(answer("a"));
  await soon();
  server.tries[0].reject(new CommandError({ code: "no-answer" }));
  await soon();
  outbox.release();
  assert.deepEqual(keys(server), ["a", "a"]);
  server.tries[1].resolve({ seq: 3 });
  assert.deepEqual(await done, { seq: 3 });
});

test("a newer answer takes the place of one not yet sent, never of one under way", async () => {
  const { server, store, outbox } = outboxWith();
  outbox.release();
  const first = outbox.put(answer("a"));
  await soon();
  const second = outbox.put(answer("b"));
  const third = outbox.put(answer("c"));
  await assert.rejects(second, { code: "superseded" });
  assert.deepEqual(keys(server), ["a"]);
  server.tries[0].resolve({ seq: 1 });
  await first;
  await soon();
  assert.deepEqual(keys(server), ["a", "c"]);
  server.tries[1].resolve({ seq: 2 });
  assert.deepEqual(await third, { seq: 2 });
  assert.deepEqual(store.refusals, [["b", "superseded"]]);
});

test("lanes do not wait for one another", async () => {
  const { server, outbox } = outboxWith();
  outbox.release();
  outbox.put(answer("a"));
  outbox.put(answer("p", { lane: "press", urgent: true }));
  await soon();
  assert.deepEqual(keys(server).sort(), ["a", "p"]);
});

test("a refusal is final: the letter is gone and its error told", async () => {
  const { server, store, outbox } = outboxWith();
  outbox.release();
  const done = outbox.put(answer("a"));
  await soon();
  server.tries[0].reject(new CommandError({ code: "too-early", status: 409 }));
  await assert.rejects(done, { code: "too-early" });
  assert.deepEqual(store.refusals, [["a", "too-early"]]);
  assert.deepEqual(store.kept, []);
});

test("what an earlier page left is sent once the way is free, unless its item is over", async () => {
  const left = [answer("old"), answer("still", { lane: "press", item: 2 })];
  const { server, store, outbox } = outboxWith(new FakeStore(left));
  await outbox.restore();
  outbox.release((letter) => letter.item !== 2);
  assert.deepEqual(keys(server), ["still"]);
  assert.deepEqual(store.refusals, [["old", "too-late"]]);
});

test("the pause between tries doubles up to four seconds", () => {
  assert.deepEqual([1, 2, 3, 4, 5, 9].map(backoff), [400, 800, 1600, 3200, 4000, 4000]);
});

test("the same answer again joins the one that is on its way, also one that an earlier page left", async () => {
  const said = { command: { kind: "answer.submit", team: "t1", answer: ["B"], final: false, item: 1 } };
  const { server, outbox } = outboxWith(new FakeStore([answer("old", said)]));
  const restored = outbox.restore();
  const again = outbox.put(answer("new", said));
  await restored;
  outbox.release();
  await soon();
  const third = outbox.put(answer("third", said));
  assert.deepEqual(keys(server), ["old"]);
  server.tries[0].resolve({ seq: 4 });
  assert.deepEqual(await Promise.all([again, third]), [{ seq: 4 }, { seq: 4 }]);
  assert.deepEqual(keys(server), ["old"]);
});

test("the same answer to another item, or once the first is settled, is sent", async () => {
  const { server, outbox } = outboxWith();
  outbox.release();
  const command = { kind: "answer.submit", team: "t1", answer: ["B"] };
  const first = outbox.put(answer("a", { command, item: 1 }));
  await soon();
  const second = outbox.put(answer("b", { command, item: 2 }));
  await soon();
  server.tries[0].resolve({ seq: 1 });
  await first;
  await soon();
  server.tries[1].resolve({ seq: 2 });
  await second;
  const third = outbox.put(answer("c", { command, item: 2 }));
  await soon();
  server.tries[2].resolve({ seq: 3 });
  assert.deepEqual(await third, { seq: 3 });
  assert.deepEqual(keys(server), ["a", "b", "c"]);
});

/** Let promises settle while no timer may run. */
const turns = async () => {
  for (let i = 0; i < 20; i += 1) await Promise.resolve();
};

test("a store that never answers holds nothing up for longer than a second", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { server, outbox } = outboxWith({ load: () => new Promise(() => {}), save: () => new Promise(() => {}) });
  outbox.restore();
  outbox.release();
  outbox.put({ key: "start", command: { kind: "clock.start" }, lane: "start" });
  outbox.put(answer("a"));
  mock.timers.tick(999);
  await turns();
  assert.deepEqual(keys(server), []);
  mock.timers.tick(1);
  await turns();
  assert.deepEqual(keys(server), ["start"]);
  mock.timers.tick(1_000);
  await turns();
  assert.deepEqual(keys(server), ["start", "a"]);
  mock.timers.reset();
});

test("what a slow store brings back late is still sent, but never after a newer answer", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  let found;
  const { server, outbox, store } = outboxWith(
    Object.assign(new FakeStore(), { load: () => new Promise((resolve) => (found = resolve)) }),
  );
  const restored = outbox.restore();
  outbox.put(answer("new"));
  mock.timers.tick(1_000);
  await turns();
  found([answer("old"), answer("mark", { lane: "mark:3", item: 3 })]);
  await restored;
  outbox.release();
  await turns();
  assert.deepEqual(keys(server).sort(), ["mark", "new"]);
  assert.deepEqual(store.kept, [{ key: "mark" }, { key: "new" }]);
  mock.timers.reset();
});
