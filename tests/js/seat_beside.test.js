/** A desk says who sits there, and says nothing twice. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { seatBeside } from "../../static/js/desk/seat_beside.js";

test("a seat beside its role does not say the role again", () => {
  assert.equal(seatBeside("评委", "2号评委"), "2号");
  assert.equal(seatBeside("Judge", "Judge 2"), "2");
  assert.equal(seatBeside("大屏", "大屏"), "");
  assert.equal(seatBeside("评委", "钱一教授"), "钱一教授");
});
