import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const css = readFileSync(new URL("../../static/css/tokens.css", import.meta.url), "utf8").replace(
  /\/\*[\s\S]*?\*\//g,
  "",
);

function themes() {
  const found = new Map();
  for (const [, selector, body] of css.matchAll(/([^{}]+)\{([^{}]+)\}/g)) {
    const colours = Object.fromEntries(
      [...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\s*;/g)].map(([, k, v]) => [k, v]),
    );
    if (colours.bg) found.set(selector.trim().split(",").at(-1).trim(), colours);
  }
  return found;
}

function luminance(hex) {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a, b) {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const onGround = ["ink", "ink-soft", "accent"].flatMap((ink) =>
  ["bg", "surface", "raised", "glow"].map((ground) => [ink, ground]),
);

test("contrast is computed as WCAG defines it", () => {
  assert.equal(contrast("#ffffff", "#000000").toFixed(2), "21.00");
  assert.equal(contrast("#777777", "#ffffff").toFixed(2), "4.48");
});

test("all six themes are there with the same tokens", () => {
  const all = themes();
  assert.equal(all.size, 6);
  const names = [...all.values()].map((colours) => Object.keys(colours).sort().join(" "));
  assert.equal(new Set(names).size, 1);
});

for (const [selector, colours] of themes()) {
  const pairs = Object.keys(colours)
    .filter((name) => name.startsWith("on-"))
    .map((name) => [name, name.slice(3)]);
  test(`words are legible at 7:1 on ${selector}`, () => {
    const faint = [...pairs, ...onGround]
      .map(([ink, ground]) => [ink, ground, contrast(colours[ink], colours[ground])])
      .filter(([, , ratio]) => ratio < 7);
    assert.deepEqual(faint, []);
  });
  test(`the focus ring stands out at 3:1 on ${selector}`, () => {
    for (const ground of ["bg", "surface", "raised"]) assert.ok(contrast(colours.focus, colours[ground]) >= 3, ground);
  });
}

test("every face is one of the tokens, and behind each stands one that has all characters", () => {
  const folder = new URL("../../static/css/", import.meta.url);
  const faces = readdirSync(folder).flatMap((name) =>
    [...readFileSync(new URL(name, folder), "utf8").matchAll(/font-family:\s*([^;]+);/g)].map(
      ([, face]) => `${name}: ${face}`,
    ),
  );
  const official = faces.filter((face) => face.startsWith("official_papers.css: ")); // named by GB/T 9704-2012
  for (const face of official) assert.ok(face.includes('"Source Han Serif"'), face);
  assert.deepEqual(
    faces.filter(
      (face) =>
        !official.includes(face) &&
        !/: (var\(--font(-title|-code)?\)|inherit|"Noto Sans SC"|"Source Han Serif")$/.test(face),
    ),
    [],
  );
  const tokens = [...css.matchAll(/--font[\w-]*:\s*([^;]+);/g)].map(([, face]) => face);
  assert.equal(tokens.length, 3);
  for (const face of tokens) assert.ok(face.includes('"Source Han Serif"'), face);
});
