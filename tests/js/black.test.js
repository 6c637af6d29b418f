import assert from "node:assert/strict";
import { test } from "node:test";
import { blackOrBack } from "/static/js/host/black.js";

const cue = (scene, id = `scene.${scene}`, enabled = true) => ({ id, enabled, command: { kind: "scene.show", scene } });
const SCENES = ["standby", "question", "ranking", "black"].map((scene) => cue(scene));

test("B shows black, and pressed again what was there before", () => {
  assert.equal(blackOrBack({ scene: "ranking", item: null, actions: SCENES }).command.scene, "black");
  const back = cue("reveal", "scene.back");
  assert.equal(blackOrBack({ scene: "black", item: {}, actions: [...SCENES, back] }), back);
});

test("where that may not be shown any more, B leads to the question, or to the standby scene", () => {
  const actions = [...SCENES, cue("reveal", "scene.back", false)];
  assert.equal(blackOrBack({ scene: "black", item: {}, actions }).command.scene, "question");
  assert.equal(blackOrBack({ scene: "black", item: null, actions }).command.scene, "standby");
});
