import assert from "node:assert/strict";
import { test } from "node:test";
import { CommandError } from "/static/js/lib/errors.js";
import { DraftKeeper } from "/static/js/review/draft_keeper.js";
import { leftText } from "/static/js/review/left_text.js";
import { dropped } from "/static/js/review/order.js";

/** A server with one draft, a device, and a clock that runs when told. */
class World {
  constructor(values = { "f.report": "" }) {
    this.server = { revision: 1, values, saved: "第 1 次" };
    this.kept = null;
    this.network = "up";
    this.shown = [];
    this.due = [];
  }

  ports() {
    return {
      send: async (values, revision) => {
        if (this.network === "down") throw new CommandError({ code: "no-answer" });
        if (revision !== this.server.revision) throw new CommandError({ code: "draft-changed", status: 409 });
        this.server = { revision: revision + 1, values, saved: `第 ${revision + 1} 次` };
        if (this.network === "slow") return new Promise(() => {});
        if (this.network === "deaf") throw new CommandError({ code: "no-answer" });
        return this.server;
      },
      stored: async () => this.server,
      load: async () => this.kept,
      save: async (kept) => {
        this.kept = kept === null ? null : structuredClone(kept);
        return true;
      },
      show: (state) => this.shown.push(state),
      later: (_ms, run) => this.due.push(run),
    };
  }

  async page() {
    const keeper = new DraftKeeper(structuredClone(this.server), this.ports());
    await keeper.begin();
    return keeper;
  }

  /** Let what is planned happen, and what follows from it a few times. */
  async run() {
    for (let times = 0; times < 5; times += 1) {
      const due = this.due;
      this.due = [];
      for (const one of due) one();
      await new Promise((done) => setImmediate(done));
    }
  }

  get last() {
    return this.shown[this.shown.length - 1];
  }
}

/** What the server has but for when it was kept. */
const had = ({ server: { revision, values } }) => ({ revision, values });

const report = (text) => ({ "f.report": text });

test("what is typed is on the device at once and on the server after a pause", async () => {
  const world = new World();
  const keeper = await world.page();
  keeper.typed(report("学习"));
  assert.deepEqual(world.kept.values, report("学习"));
  assert.deepEqual(world.server.values, report(""));
  await world.run();
  assert.deepEqual(had(world), { revision: 2, values: report("学习") });
  assert.equal(keeper.saved, "第 2 次");
  assert.equal(world.kept, null);
  assert.equal(world.last, "kept");
});

test("a reload in the midst of three thousand characters without a network loses nothing", async () => {
  const world = new World();
  world.network = "down";
  (await world.page()).typed(report("学".repeat(2500)));
  await world.run();
  assert.equal(world.last, "on_device");
  world.due = [];
  world.network = "up";
  const again = await world.page();
  assert.equal(again.values["f.report"].length, 2500);
  assert.ok(world.shown.includes("restored"));
  await world.run();
  assert.equal(world.server.values["f.report"].length, 2500);
});

test("an answer that was lost is no conflict, also where somebody has typed on", async () => {
  const world = new World();
  const keeper = await world.page();
  world.network = "deaf";
  keeper.typed(report("一"));
  await world.run();
  world.network = "up";
  keeper.typed(report("一二"));
  await world.run();
  assert.deepEqual(world.server.values, report("一二"));
  assert.equal(world.last, "kept");
});

test("an answer that was lost before a reload is no conflict either", async () => {
  const world = new World();
  const keeper = await world.page();
  world.network = "deaf";
  keeper.typed(report("一"));
  await world.run();
  keeper.typed(report("一二"));
  world.due = [];
  world.network = "up";
  await world.page();
  await world.run();
  assert.deepEqual(world.server.values, report("一二"));
});

test("a reload while a text is on its way, and more was typed since, is no conflict", async () => {
  const world = new World();
  world.network = "slow";
  const keeper = await world.page();
  keeper.typed(report("一"));
  await world.run();
  keeper.typed(report("一二"));
  world.due = [];
  world.network = "up";
  await world.page();
  await world.run();
  assert.deepEqual(had(world), { revision: 3, values: report("一二") });
  assert.equal(world.last, "kept");
});

test("a text that the server takes only after the reload is no conflict", async () => {
  const world = new World();
  world.network = "down";
  const keeper = await world.page();
  keeper.typed(report("一"));
  await world.run();
  keeper.typed(report("一二"));
  world.due = [];
  world.network = "up";
  await world.page();
  world.server = { revision: 2, values: report("一") };
  await world.run();
  await world.run();
  assert.deepEqual(had(world), { revision: 3, values: report("一二") });
  assert.equal(world.last, "kept");
});

test("a page whose text the server has already says so after a reload", async () => {
  const world = new World();
  const keeper = await world.page();
  world.network = "deaf";
  keeper.typed(report("学习"));
  await world.run();
  assert.equal(world.last, "on_device");
  world.network = "up";
  await world.page();
  assert.equal(world.last, "kept");
  assert.equal(world.kept, null);
});

test("a second page that has saved is shown, and nothing is written until a person decides", async () => {
  const world = new World();
  const keeper = await world.page();
  world.server = { revision: 2, values: report("另一页") };
  keeper.typed(report("本页"));
  await world.run();
  assert.equal(world.last, "meeting");
  assert.deepEqual(world.server.values, report("另一页"));
  assert.deepEqual(world.kept.values, report("本页"));
  await keeper.takeMine();
  assert.deepEqual(had(world), { revision: 3, values: report("本页") });
});

test("the server's text can be taken instead", async () => {
  const world = new World();
  const keeper = await world.page();
  world.server = { revision: 2, values: report("另一页") };
  keeper.typed(report("本页"));
  await world.run();
  await keeper.takeTheirs();
  assert.equal(world.last, "theirs");
  assert.equal(world.kept, null);
  assert.equal(await keeper.finish(), true);
});

test("text that a device kept of an older revision is offered, not sent", async () => {
  const world = new World();
  world.kept = { values: report("旧"), revision: 1, tried: [] };
  world.server = { revision: 4, values: report("新") };
  await world.page();
  await world.run();
  assert.equal(world.last, "meeting_old");
  assert.deepEqual(world.server.values, report("新"));
});

test("a page is left once the server has everything, and stays where it cannot be sent", async () => {
  const world = new World();
  const keeper = await world.page();
  keeper.typed(report("学习"));
  world.network = "down";
  assert.equal(await keeper.finish(), false);
  world.network = "up";
  assert.equal(await keeper.finish(), true);
  assert.deepEqual(world.server.values, report("学习"));
});

test("a deadline counts down in days, hours and minutes, and says when it has passed", () => {
  const words = { over: "已截止", days: "{days}天{hours}时", hours: "{hours}时{minutes}分", minutes: "{minutes}分" };
  const minute = 60_000;
  assert.deepEqual(
    [0, minute - 1, 61 * minute, 25 * 60 * minute].map((left) => leftText(left, words)),
    ["已截止", "0分", "1时1分", "1天1时"],
  );
});

test("a row that is dropped comes before or behind the one it is dropped on", () => {
  const order = ["1", "2", "3"];
  assert.deepEqual(dropped(order, "1", "3", true), ["2", "3", "1"]);
  assert.deepEqual(dropped(order, "3", "1", false), ["3", "1", "2"]);
  assert.deepEqual(dropped(order, "2", "2", true), order);
});

test("what the server refuses stays on the device, and the page knows when the server kept the last text", async () => {
  const world = new World(report("一"));
  const keeper = await world.page();
  assert.equal(keeper.saved, "第 1 次");
  const ports = world.ports();
  world.ports = () => ({
    ...ports,
    send: async () => {
      throw new CommandError({ code: "text-too-long", status: 400 });
    },
  });
  const again = await world.page();
  again.typed(report("二"));
  await world.run();
  assert.equal(world.last, "refused");
  assert.deepEqual(world.kept.values, report("二"));
  assert.equal(again.saved, "第 1 次");
});

test("a browser that keeps nothing is told of when the server refuses too", async () => {
  const world = new World(report("一"));
  const ports = world.ports();
  world.ports = () => ({
    ...ports,
    save: async () => false,
    send: async () => {
      throw new CommandError({ code: "text-too-long", status: 400 });
    },
  });
  (await world.page()).typed(report("二"));
  await world.run();
  assert.equal(world.last, "refused_not_on_device");
});
