import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { colourOf, contrastOf, LEAST_CONTRAST, veilFor } from "/static/js/scenes/parts/veil.js";

const css = readFileSync(new URL("../../static/css/tokens.css", import.meta.url), "utf8");

/** The colours of each theme of the big screens, by its selector. */
const themes = [...css.matchAll(/([^{}]+)\{([^{}]+)\}/g)]
  .map(([, selector, body]) => [
    selector.trim(),
    Object.fromEntries([...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\s*;/g)].map(([, name, value]) => [name, value])),
  ])
  .filter(([selector, colours]) => /crimson|indigo/.test(selector) && colours.bg);

const pictures = [
  ["a white one", "#ffffff", "#ffffff"],
  ["a black one", "#000000", "#000000"],
  ["a busy one", "#ffffff", "#000000"],
  ["a blue sky", "#bcd8f4", "#2a5c93"],
  ["a dark hall", "#3a3640", "#0a0a12"],
];

test("both themes are looked at, with their bright ones", () => assert.equal(themes.length, 4));

for (const [selector, colours] of themes) {
  const words = ["ink", "ink-soft", "accent"].map((name) => colours[name]);
  for (const [name, bright, dark] of pictures) {
    test(`words keep 7:1 on ${name} below its veil, ${selector}`, () => {
      const { colour, density } = veilFor({ bright, dark }, { ground: colours.bg, words });
      const veil = colour.match(/\d+/g).map(Number);
      for (const under of [bright, dark].map(colourOf))
        for (const ink of words.map(colourOf)) {
          const seen = veil.map((part, i) => part * density + under[i] * (1 - density));
          assert.ok(contrastOf(ink, seen) >= LEAST_CONTRAST, `${ink} ${density}`);
        }
      assert.ok(density < 1, `nothing is left of the picture: ${density}`);
    });
  }
}

test("a dark picture needs less of a veil than a bright one in a dark theme", () => {
  const theme = { ground: "#0d1a33", words: ["#ffffff", "#d0d8e8", "#f0d080"] };
  const dark = veilFor({ bright: "#3a3640", dark: "#0a0a12" }, theme);
  const bright = veilFor({ bright: "#ffffff", dark: "#808080" }, theme);
  assert.ok(dark.density < bright.density);
});

test("without the colours of the theme the veil is dense", () => {
  assert.equal(veilFor({ bright: "#ffffff", dark: "#000000" }, { ground: "", words: [""] }).density, 0.94);
});
