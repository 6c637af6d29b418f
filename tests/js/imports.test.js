import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const SCRIPTS = new URL("../../static/js/", import.meta.url);

/** What each folder may take from, beside itself and the vendor's files.  No desk takes from another desk. */
const MAY = {
  lib: [],
  desk: ["lib"],
  scenes: ["lib"],
  display: ["scenes", "lib"],
  air: ["scenes", "lib"],
  air_desk: ["scenes", "lib"],
  host: ["desk", "scenes", "lib"],
  chief: ["desk", "lib"],
  marks: ["desk", "lib"],
  judge: ["marks", "desk", "lib"],
  review_judge: ["marks", "desk", "lib"],
  review_chair: ["desk", "lib"],
  review_host: ["desk", "scenes", "lib"],
  review_display: ["scenes", "lib"],
  hall_display: ["scenes", "lib"],
  hall_operator: ["desk", "lib"],
  ceremony: ["scenes", "lib"],
  draw_hall: ["lib"],
  press_test: ["desk", "lib"],
  team: ["lib"],
  organiser: ["lib"],
  question_screen: ["desk", "scenes", "lib"],
  review: ["lib"],
  public: ["lib"],
  public_live: ["lib"],
  entry: [],
  first: [],
};

const imports = new Map(
  readdirSync(SCRIPTS, { recursive: true })
    .filter((name) => name.endsWith(".js"))
    .map((name) => {
      const text = readFileSync(new URL(name, SCRIPTS), "utf8");
      return [name, [...text.matchAll(/^(?:import|export|\})(?:[^"]* from)? "([^"]+)";$/gm)].map(([, path]) => path)];
    }),
);

const own = (path) => path.startsWith("/static/js/");
const within = (path) => path.slice("/static/js/".length);
const folder = (name) => name.split("/")[0];

/** The first circle of imports that a walk from `name` runs into; null where there is none. */
function circle(name, way = [], done = new Set()) {
  if (way.includes(name)) return [...way.slice(way.indexOf(name)), name];
  if (done.has(name)) return null;
  for (const path of imports.get(name).filter(own)) {
    const found = circle(within(path), [...way, name], done);
    if (found) return found;
  }
  done.add(name);
  return null;
}

test("every import is the full path of a file that is there", () => {
  const wrong = [...imports].flatMap(([name, paths]) =>
    paths
      .filter((path) => (own(path) ? !imports.has(within(path)) : !path.startsWith("/static/vendor/")))
      .map((path) => `${name}: ${path}`),
  );
  assert.deepEqual(wrong, []);
  assert.ok(imports.get("host/console.js").length > 20);
});

test("every folder is listed, and takes only from those that it may take from", () => {
  assert.deepEqual([...new Set([...imports.keys()].map(folder))].sort(), Object.keys(MAY).sort());
  const wrong = [...imports].flatMap(([name, paths]) =>
    paths
      .filter(own)
      .map((path) => folder(within(path)))
      .filter((from) => from !== folder(name) && !MAY[folder(name)].includes(from))
      .map((from) => `${name} takes from ${from}`),
  );
  assert.deepEqual(wrong, []);
});

test("no imports run in a circle", () => {
  const done = new Set();
  assert.deepEqual(
    [...imports.keys()].map((name) => circle(name, [], done)).filter((found) => found !== null),
    [],
  );
});

/** Names that tests alone take: what a page loads from its own data, and pure parts of a script that are tried by themselves. */
const FOR_TESTS = new Set([
  ...["setKinds", "setWords", "backoff", "planMoves", "ASK_EVERY", "SOCKET_AGAIN"],
  ...["gainOf", "LEAST_CONTRAST", "colourOf", "contrastOf"],
]);

test("every name that a script gives to others is taken by another script", () => {
  const texts = [...imports.keys()].map((name) => [name, readFileSync(new URL(name, SCRIPTS), "utf8")]);
  const unused = texts.flatMap(([name, text]) =>
    [...text.matchAll(/^export (?:async )?(?:function\*?|const|class|let) (\w+)/gm)]
      .map(([, given]) => given)
      .filter((given) => !FOR_TESTS.has(given))
      .filter((given) => {
        const word = new RegExp(`\\b${given}\\b`);
        return !texts.some(([other, says]) => other !== name && word.test(says));
      })
      .map((given) => `${name}: ${given}`),
  );
  assert.deepEqual(unused, []);
});
