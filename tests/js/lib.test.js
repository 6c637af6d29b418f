import assert from "node:assert/strict";
import { test } from "node:test";
import { deviceName } from "/static/js/lib/device_name.js";
import { errorFrom, isPassing } from "/static/js/lib/errors.js";
import { planMoves } from "/static/js/lib/flip.js";
import { healthAfter, isRefusal, sinceOf } from "/static/js/lib/health.js";
import { newKey } from "/static/js/lib/random_key.js";
import { lacks, replaces } from "/static/js/lib/sequence.js";
import { has, setWords, t } from "/static/js/lib/words.js";

test("an older view of the same epoch never replaces a newer one", () => {
  const seen = { epoch: "a", seq: 9 };
  assert.equal(replaces(seen, { epoch: "a", seq: 8 }), false);
  assert.equal(replaces(seen, { epoch: "a", seq: 9 }), true);
  assert.equal(replaces(seen, { epoch: "a", seq: 12 }), true);
  assert.equal(replaces(null, { epoch: "a", seq: 0 }), true);
  assert.equal(replaces(seen, undefined), false);
});

test("a name of rare signs is cut between them, or no ping with it would be read", (context) => {
  const kept = globalThis.localStorage;
  context.after(() => {
    globalThis.localStorage = kept;
  });
  globalThis.localStorage = /** @type {any} */ ({ getItem: () => `左${"𠮷".repeat(50)}` });
  assert.equal(deviceName(), `左${"𠮷".repeat(39)}`);
});

test("a server that started again is believed whatever its seq", () => {
  assert.equal(replaces({ epoch: "a", seq: 9 }, { epoch: "b", seq: 2 }), true);
});

test("an acknowledged entry that no view has shown is missed", () => {
  assert.equal(lacks({ seq: 4 }, 5), true);
  assert.equal(lacks({ seq: 5 }, 5), false);
  assert.equal(lacks(null, 1), true);
});

test("five seconds without an answer are amber, fifteen red", () => {
  assert.deepEqual([0, 4_999, 5_000, 14_999, 15_000].map(healthAfter), ["ok", "ok", "amber", "amber", "red"]);
});

test("only a seat that is not known any more is refused; any other refusal comes from a server that knows it", () => {
  assert.deepEqual(["not-entered", "seat-other", "seat-taken", "no-answer"].map(isRefusal), [true, true, false, false]);
});

test("keys are 32 hex digits and never the same", () => {
  const keys = Array.from({ length: 500 }, newKey);
  assert.ok(keys.every((key) => /^[0-9a-f]{32}$/.test(key)));
  assert.equal(new Set(keys).size, 500);
});

test("words are found nested or flat and filled in", () => {
  setWords({ team: { press: { won: "{team}抢到" } }, "live.health.ok": "好", host: { "next.start": "开始" } });
  assert.equal(t("team.press.won", { team: "甲队" }), "甲队抢到");
  assert.equal(t("live.health.ok"), "好");
  assert.equal(t("host.next.start"), "开始");
  assert.equal(t("team.press.lost"), "team.press.lost");
  assert.equal(has("team.press.lost"), false);
  assert.equal(t("team.press.won"), "{team}抢到");
});

test("an error keeps code, words and fields over both interfaces", () => {
  const http = errorFrom(
    { error: { code: "not-your-turn", message: "没轮到", what_is_safe: "s", next: "n", fields: { team: "a" } } },
    409,
  );
  assert.deepEqual(
    [http.code, http.message, http.safe, http.next, http.fields.team, http.status],
    ["not-your-turn", "没轮到", "s", "n", "a", 409],
  );
  assert.equal(errorFrom({}, 502).code, "http-502");
});

test("what nobody has decided is tried again; a fault of the server only by what is kept until answered", () => {
  const said = (code, status = 0) => errorFrom({ error: { code } }, status);
  assert.deepEqual(
    ["no-answer", "store-busy", "database-away", "too-many-messages", "not-your-turn"].map((code) =>
      isPassing(said(code)),
    ),
    [true, true, true, true, false],
  );
  assert.equal(isPassing(said("unforeseen", 500)), false);
  assert.equal(isPassing(said("unforeseen", 500), true), true);
  assert.equal(isPassing(said("time-is-up", 409), true), false);
  assert.equal(isPassing(errorFrom({}, 502)), true);
});

const at = (entries) => new Map(entries.map(([key, x, y]) => [key, { x, y }]));

test("rows that kept their place do not move", () => {
  assert.equal(
    planMoves(
      at([["a", 0, 0]]),
      at([
        ["a", 0, 0],
        ["new", 0, 50],
      ]),
    ).kind,
    "none",
  );
});

test("a mover is told the way back to its old place, and whether it rises", () => {
  const plan = planMoves(
    at([
      ["a", 0, 0],
      ["b", 0, 50],
    ]),
    at([
      ["a", 0, 50],
      ["b", 0, 0],
    ]),
  );
  assert.deepEqual(plan, {
    kind: "move",
    moves: [
      { key: "a", dx: 0, dy: -50, up: false },
      { key: "b", dx: 0, dy: 50, up: true },
    ],
  });
});

test("more than five movers, or a wish for less motion, fade", () => {
  const six = ["a", "b", "c", "d", "e", "f"];
  const before = at(six.map((key, i) => [key, 0, i * 50]));
  const after = at(six.map((key, i) => [key, 0, ((i + 1) % 6) * 50]));
  assert.equal(planMoves(before, after).kind, "fade");
  const swap = [
    at([
      ["a", 0, 0],
      ["b", 0, 50],
    ]),
    at([
      ["a", 0, 50],
      ["b", 0, 0],
    ]),
  ];
  assert.equal(planMoves(...swap, true).kind, "fade");
});

test("trouble counts from the last word of the server, not from when the sign changed", () => {
  const good = { state: "ok", since: 1000 };
  assert.equal(sinceOf("amber", good, 60_000), 60_000);
  assert.equal(sinceOf("red", { state: "amber", since: 60_000 }, 60_000), 60_000);
  assert.equal(sinceOf("ok", { state: "red", since: 60_000 }, 95_000), 95_000);
  assert.equal(sinceOf("ok", good, 60_000), 1000);
});
