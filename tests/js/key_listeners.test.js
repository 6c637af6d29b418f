import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

const SCRIPTS = fileURLToPath(new URL("../../static/js/", import.meta.url));

/** A deferred effect runs after the picture: until then a key that is pressed at the button in sight would be lost. */
test("a page that shows a key to press hears it from the same moment", async () => {
  const files = (await readdir(SCRIPTS, { recursive: true })).filter((name) => name.endsWith(".js"));
  const texts = await Promise.all(files.map(async (name) => [name, await readFile(join(SCRIPTS, name), "utf8")]));
  const hears = texts.filter(
    ([, text]) => /[uU]se(Layout)?Effect\(/.test(text) && text.includes('addEventListener("keydown"'),
  );
  assert.ok(hears.length >= 4);
  const late = hears.filter(([, text]) =>
    [...text.matchAll(/\buseEffect\(([\s\S]*?)\n {2}\}/g)].some(([effect]) => effect.includes("addEventListener")),
  );
  assert.deepEqual(
    late.map(([name]) => name),
    [],
  );
});
