/** Lets Node find what the pages import by its path on the server: `node --import ./tests/js/static_imports.js --test …`. */
import { register } from "node:module";
import { isMainThread } from "node:worker_threads";

if (isMainThread) register(import.meta.url);

/** Node's hook that turns the name in an import into the address of a file. */
export function resolve(specifier, context, next) {
  const path = specifier.startsWith("/static/") ? new URL(`../..${specifier}`, import.meta.url).href : specifier;
  return next(path, context);
}
