/** Joins the big screen's sound to its page: views, touches, and what the desks are told. */

import { ScreenSound } from "/static/js/display/sound.js";
import { live } from "/static/js/lib/live.js";
import { tellSound } from "/static/js/scenes/report.js";

function makeContext() {
  const Context = window.AudioContext ?? /** @type {any} */ (window).webkitAudioContext;
  return Context ? new Context() : null;
}

const inSight = () => document.visibilityState === "visible" && live.health.connected;

/** Let the big screen be heard; once a page. */
export function startSound() {
  const sound = new ScreenSound({ makeContext, now: live.now, told: tellSound });
  live.on("connect", () => sound.begin());
  live.onView((view) => sound.see(/** @type {View} */ (/** @type {unknown} */ (view)), inSight()));
  live.on("screen.sound", ({ test }) => sound.test(test));
  for (const touch of ["click", "keydown", "touchend"]) addEventListener(touch, () => sound.unlock());
  return sound;
}
