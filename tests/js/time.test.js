import assert from "node:assert/strict";
import { test } from "node:test";
import { ClockOffset, clockOf, clockText, remainingOf, shownSeconds } from "/static/js/lib/time.js";

test("the offset is taken from the quickest of the last eight round trips", () => {
  const clock = new ClockOffset();
  clock.add(1000, 1200, 6150);
  clock.add(2000, 2010, 7006);
  clock.add(3000, 3100, 8090);
  assert.equal(clock.offset, 5001);
  assert.equal(clock.rtt, 10);
});

test("a round trip older than eight is forgotten", () => {
  const clock = new ClockOffset();
  clock.add(0, 2, 1001);
  for (let i = 1; i <= 8; i += 1) clock.add(i * 1000, i * 1000 + 40, i * 1000 + 2020);
  assert.equal(clock.rtt, 40);
  assert.equal(clock.offset, 2000);
});

test("before any round trip a view's own time is a hint", () => {
  const clock = new ClockOffset();
  assert.equal(clock.offset, null);
  clock.hint(100, 5100);
  assert.equal(clock.offset, 5000);
  assert.equal(clock.rtt, null);
});

test("a round trip that cannot belong to the same offset as the old ones drives them out", () => {
  const clock = new ClockOffset();
  clock.add(0, 10, 5_005);
  clock.add(1_000, 1_200, 14_100);
  assert.equal(clock.offset, 13_000);
  assert.equal(clock.rtt, 200);
});

test("a slow round trip leaves a quick one in place that it agrees with", () => {
  const clock = new ClockOffset();
  clock.add(0, 10, 5_005);
  clock.add(1_000, 1_400, 6_380);
  assert.equal(clock.offset, 5_000);
});

test("after a sleep the server's time is right before the next round trip, by the time of day that went on", () => {
  const clock = new ClockOffset();
  clock.add(0, 10, 5_005);
  clock.parted(50, 8_000);
  clock.guess();
  assert.equal(clock.offset, 13_000);
  assert.equal(clock.measured, false);
  clock.add(100, 120, 13_110);
  assert.equal(clock.offset, 13_000);
});

test("where the time of day was set and the server answers, its time is kept", () => {
  const clock = new ClockOffset();
  clock.add(0, 10, 5_005);
  clock.parted(50, 3_600_000);
  clock.add(50, 70, 5_060);
  clock.guess();
  assert.equal(clock.offset, 5_000);
});

test("an answer to what was asked before a sleep does not say how long it was", () => {
  const clock = new ClockOffset();
  clock.add(0, 10, 5_005);
  clock.parted(50, 8_000);
  clock.add(40, 60, 5_050);
  clock.guess();
  assert.equal(clock.offset, 13_000);
});

test("a time of day that was put back moves nothing", () => {
  const clock = new ClockOffset();
  clock.add(0, 10, 5_005);
  clock.parted(50, -8_000);
  clock.guess();
  assert.equal(clock.offset, 5_000);
  assert.equal(clock.rtt, 10);
});

test("a round trip that ends before it began is not believed", () => {
  const clock = new ClockOffset();
  clock.add(200, 100, 5000);
  assert.equal(clock.measured, false);
});

test("a running clock counts towards its deadline and stops at zero", () => {
  const clock = { state: "running", deadline: 30_000, duration: 30_000 };
  assert.equal(remainingOf(clock, 12_500), 17_500);
  assert.equal(remainingOf(clock, 31_000), 0);
  assert.equal(remainingOf(clock, -5_000), 30_000);
});

test("a paused clock keeps what remained", () => {
  assert.equal(remainingOf({ state: "paused", deadline: null, remaining: 4_200, duration: 30_000 }, 99_999), 4_200);
});

test("no clock has nothing left", () => assert.equal(remainingOf(null, 0), null));

test("seconds are shown rounded up, so that zero means over", () => {
  assert.deepEqual([30_000, 29_999, 1_000, 1, 0].map(shownSeconds), [30, 30, 1, 1, 0]);
});

test("minutes appear only from sixty seconds on", () => {
  assert.deepEqual([0, 9, 59, 60, 75, 600].map(clockText), ["0", "9", "59", "1:00", "1:15", "10:00"]);
});

test("a time of day is that of the event's zone, from 00 to 23 hours", () => {
  const instant = Date.UTC(2026, 10, 29, 16, 5, 9);
  assert.equal(clockOf("Asia/Shanghai")(instant), "00:05:09");
  assert.equal(clockOf("Europe/Berlin")(instant), "17:05:09");
});

test("a zone that the browser does not know is the device's own", () => {
  assert.match(clockOf("Mars/Olympus")(0), /^\d\d:\d\d:\d\d$/);
});
