import assert from "node:assert/strict";
import { test } from "node:test";
import { ASK_EVERY, follow, SOCKET_AGAIN } from "../../static/js/public_live/follow.js";
import { Order } from "../../static/js/public_live/order.js";

const view = (seq, epoch = "a") => ({ epoch, seq });

/** A way whose time, answers and socket the test moves. */
class FakeWay {
  constructor() {
    this.time = 0;
    this.asked = 0;
    this.answer = null;
    this.opened = 0;
    this.work = [];
    globalThis.document = Object.assign(new EventTarget(), { hidden: false });
    globalThis.addEventListener = () => {};
  }
  ask = async () => {
    this.asked += 1;
    return this.answer;
  };
  socket = (told, state) => {
    this.told = told;
    this.state = state;
    return {
      open: () => {
        this.opened += 1;
      },
    };
  };
  now = () => this.time;
  chance = () => 0;
  later = (work, ms) => this.work.push({ work, at: this.time + ms });
  async pass(ms) {
    const end = this.time + ms;
    for (let next = this.next(end); next; next = this.next(end)) {
      this.time = next.at;
      next.work();
      await new Promise((done) => setImmediate(done));
    }
    this.time = end;
  }
  next(end) {
    const found = this.work.findIndex(({ at }) => at <= end);
    return found < 0 ? undefined : this.work.splice(found, 1)[0];
  }
}

const started = async () => {
  const way = new FakeWay();
  const shown = [];
  follow(way, (one) => shown.push(one.seq), view(1));
  await way.pass(0);
  await new Promise((done) => setImmediate(done));
  return { way, shown };
};

test("a view of the same life that is older is not taken, and none of a life that is over", () => {
  const order = new Order();
  assert.deepEqual(
    [view(2), view(1), view(2), view(1, "b"), view(9), view(2, "b")].map((one) => order.takes(one)),
    [true, false, true, true, false, true],
  );
});

test("the page is told over its socket and does not ask", async () => {
  const { way, shown } = await started();
  assert.equal(way.opened, 1);
  way.state(true);
  const asked = way.asked;
  way.told(view(2));
  await way.pass(30_000);
  assert.deepEqual([shown, way.asked], [[1, 2], asked]);
});

test("without a place for a socket it asks every few seconds, and for a socket after a minute", async () => {
  const { way, shown } = await started();
  way.state(false);
  way.answer = view(3);
  await way.pass(ASK_EVERY * 3);
  assert.deepEqual(shown, [1, 3, 3, 3]);
  assert.equal(way.opened, 1);
  await way.pass(SOCKET_AGAIN);
  assert.equal(way.opened, 2);
});

test("a socket that is silent for a minute is asked beside", async () => {
  const { way, shown } = await started();
  way.state(true);
  way.answer = view(4);
  await way.pass(70_000);
  assert.equal(shown.at(-1), 4);
});

test("a server that does not answer changes nothing", async () => {
  const { way, shown } = await started();
  way.state(false);
  await way.pass(20_000);
  assert.deepEqual(shown, [1]);
});
