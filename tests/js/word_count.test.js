import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { wordCount } from "/static/js/lib/word_count.js";

const CASES = JSON.parse(readFileSync(new URL("../word_counts.json", import.meta.url), "utf8"));

test("a text counts on the page as on the server", () => {
  assert.ok(CASES.length > 40);
  assert.deepEqual(
    CASES.map(([text]) => [text, wordCount(text)]),
    CASES,
  );
});

test("three thousand characters and one more are told apart at once", () => {
  assert.deepEqual([wordCount("学".repeat(3000)), wordCount(`${"学".repeat(2999)}。2`)], [3000, 3001]);
});
