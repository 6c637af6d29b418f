import assert from "node:assert/strict";
import { test } from "node:test";

test("the wall of a draw turns to what counts, and keeps its picture whatever else the server answers", async () => {
  const due = [];
  const answers = [];
  let shown = "<p>1</p>";
  const part = (text) => (text.startsWith("<p>") ? { outerHTML: text } : null);
  globalThis.addEventListener = () => {};
  globalThis.location = { href: "/draw" };
  globalThis.document = {
    body: { classList: { add: () => {}, remove: () => {} } },
    querySelector: () => ({
      outerHTML: shown,
      replaceWith: (now) => {
        shown = now.outerHTML;
      },
    }),
  };
  globalThis.DOMParser = class {
    parseFromString = (text) => ({ querySelector: () => part(text) });
  };
  globalThis.fetch = async () => {
    const { text, ...said } = answers.shift();
    if (text === undefined) throw new TypeError("no server");
    return { ok: true, redirected: false, ...said, text: async () => text };
  };
  const real = globalThis.setTimeout;
  globalThis.setTimeout = (work) => due.push(work) && due.length;
  globalThis.clearTimeout = () => {};
  await import("../../static/js/draw_hall/main.js");
  const ask = async (answer) => {
    answers.push(answer);
    const [work] = due.filter((one) => one.name === "ask").slice(-1);
    await work();
    return shown;
  };
  try {
    assert.equal(await ask({ text: "<p>2</p>" }), "<p>2</p>");
    assert.equal(await ask({ text: "<p>3</p>", ok: false }), "<p>2</p>");
    assert.equal(await ask({ text: "<p>3</p>", redirected: true }), "<p>2</p>");
    assert.equal(await ask({ text: "sign in" }), "<p>2</p>");
    assert.equal(await ask({}), "<p>2</p>");
    assert.equal(await ask({ text: "<p>4</p>" }), "<p>4</p>");
    assert.equal(due.filter((one) => one.name === "ask").length, 7);
  } finally {
    globalThis.setTimeout = real;
  }
});
