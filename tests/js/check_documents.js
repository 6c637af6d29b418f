/**
 * Both published documents before the linters of their own standards: AsyncAPI's parser and Spectral's rules of OpenAPI.
 * Prints what they find, and fails where they find anything.
 */

import { readFile } from "node:fs/promises";
import { Parser } from "@asyncapi/parser";
import spectral from "@stoplight/spectral-core";
import parsers from "@stoplight/spectral-parsers";
import rulesets from "@stoplight/spectral-rulesets";

/**
 * Rules that ask for what is not there on purpose: a project has no contact, a summary suffices where nothing more is to
 * be said, both documents carry all messages, and a newer edition of a standard is no fault.
 */
const NOT_ASKED = new Set([
  "asyncapi-latest-version",
  "info-contact",
  "oas3-unused-component",
  "operation-description",
]);

/** @param {string} name */
const text = (name) => readFile(new URL(`../../docs/${name}`, import.meta.url), "utf8");

async function ofAsyncApi() {
  const { document, diagnostics } = await new Parser().parse(await text("asyncapi.json"));
  return document ? diagnostics : [{ code: "unreadable", path: [], message: "no document" }, ...diagnostics];
}

async function ofOpenApi() {
  const reader = new spectral.Spectral();
  reader.setRuleset({ extends: [rulesets.oas] });
  return reader.run(new spectral.Document(await text("openapi.json"), parsers.Json, "openapi.json"));
}

for (const [name, found] of [
  ["asyncapi.json", await ofAsyncApi()],
  ["openapi.json", await ofOpenApi()],
]) {
  for (const { code, path, message } of found) {
    if (NOT_ASKED.has(String(code))) continue;
    process.exitCode = 1;
    console.error(`docs/${name}: ${code} at ${path.join(".")}: ${message}`);
  }
}
