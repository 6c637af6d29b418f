import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const root = new URL("../../", import.meta.url);

/** The keys of one file of words: tables and one-line texts are all it holds. */
function keysOf(language, area) {
  const keys = new Set();
  let table = "";
  for (const line of readFileSync(new URL(`scoreboard/i18n/words/${language}/${area}.toml`, root), "utf8").split(
    "\n",
  )) {
    const head = line.match(/^\[(.+)\]$/);
    if (head) table = `${head[1]}.`;
    const entry = line.match(/^"?([\w.-]+)"?\s*=/);
    if (entry) keys.add(table.startsWith("errors.") ? table + entry[1] : `${area}.${table}${entry[1]}`);
  }
  return keys;
}

/** The areas of words that pages are given. */
const AREAS = [
  ...["common", "live", "host", "chief", "judge", "press_test", "display", "team", "air"],
  ...[
    "review_draft",
    "review_judge",
    "review_chair",
    "review_screen",
    "attachments",
    "overview",
    "public_live",
    "set_questions",
  ],
];

const words = Object.fromEntries(
  ["zh", "en"].map((language) => [language, new Set(AREAS.flatMap((area) => [...keysOf(language, area)]))]),
);

const scripts = readdirSync(new URL("static/js/", root), { recursive: true })
  .filter((name) => name.endsWith(".js"))
  .map((name) => [name, readFileSync(new URL(`static/js/${name}`, root), "utf8")]);

const under = (prefix, names, suffixes = [""]) =>
  names.flatMap((name) => suffixes.map((suffix) => `${prefix}.${name}${suffix}`));

/** Keys that are put together from a state; each list is all that the state can be. */
const MADE = [
  ...under("display.scene", ["teams", "rules", "scores", "ranking"]),
  ...under("display.kind", [
    "individual",
    "team",
    "simultaneous",
    "press",
    "risk",
    "judged",
    "rapid",
    "ladder",
    "clue",
    "assigned",
    "audience",
  ]),
  ...under("display.clock", ["answer", "begin", "press"]),
  ...under("display.press", ["waiting", "armed", "collecting", "again", "lapsed"]),
  ...under("display.verdict", ["right", "wrong", "timeout", "give_up", "blank", "void"]),
  ...under("team.verdict", ["right", "wrong", "timeout", "give_up", "blank", "void"]),
  ...under(
    "team.press",
    ["waiting", "pressed", "early", "won", "lost", "foul", "barred", "out", "aside", "lapsed"],
    ["", "_small"],
  ),
  ...under("team.press", ["armed", "armed_small", "count_small"]),
  ...under("team.state", ["none", "draft", "saved", "sent", "locked"]),
  ...under("team.hint", ["choose", "choose_several", "spoken", "over"]),
  ...under("host.field", ["order_incomplete", "order_gap"]),
  ...under("attachments.file", ["sending", "waiting", "reading"]),
  ...under("errors", ["file-changed", "stopped"], [".message", ".safe", ".next"]),
  ...under("judge.call", ["host", "chief", "chair"]),
  ...under("review_judge.pledge", ["secrecy", "recusal", "contact", "fair"]),
  ...under("review_judge.state", ["open", "draft", "kept", "sent", "late", "locked", "asked", "missed"]),
  ...under("review_judge.state", ["recused", "abstained", "voided"]),
  ...under("review_judge.said", ["late", "correction"]),
  ...under("review_judge.why", ["unit", "superior", "relative", "other", "subject", "key", "sum"]),
  ...under("review_judge", ["ask", "ask_means", "recuse", "recuse_means"]),
  ...under("review_chair.cell", ["missing", "given", "abstained", "recused", "waiting", "none"]),
  ...under("review_chair.device", ["ok", "stale", "gone", "never"]),
  ...under("overview.hall", ["running", "paused", "locked", "next"]),
  ...under("overview.state", ["none", "unprepared", "prepared", "running", "paused", "locked"]),
  ...under("overview.fate", ["through", "out", "open"]),
  ...under("overview", ["match", "state_of", "place", "leading", "screens", "tablets", "desks", "ways"]),
  ...under("live.health", ["ok", "amber", "red", "refused"]),
  ...under("live.seat", ["waiting", "refused", "replaced"], [".title", ".text"]),
  ...under(
    "errors",
    ["no-answer", "not-delivered", "too-late", "superseded", "unreadable-answer"],
    [".message", ".safe", ".next"],
  ),
];

for (const language of ["zh", "en"]) {
  test(`every key that a script names has words (${language})`, () => {
    const wordless = scripts.flatMap(([name, text]) =>
      [...text.matchAll(/\bt\("([\w.]+)"/g)]
        .filter(([, key]) => !words[language].has(key))
        .map(([, key]) => `${name}: ${key}`),
    );
    assert.deepEqual(wordless, []);
  });
  test(`every state that a script puts into a key has words (${language})`, () => {
    assert.deepEqual(
      MADE.filter((key) => !words[language].has(key)),
      [],
    );
  });
}
