/**
 * Bundles the pages' scripts and style sheets: `node scoreboard/bundler.js PLAN OUT`, called by scoreboard/bundles.py.
 *
 * PLAN is JSON: `{ root, target, shared, scripts, alone, classic, sheets }`: the checkout; the oldest browsers; the
 * modules of the shared script; the scripts that pages name under static/js, those among them that take nothing from the
 * shared script and those that are no modules; for each style sheet the files that it is made of.  OUT gets the bundles,
 * their source maps, each bundle compressed beside it, and `manifest.json`: what a page names → its bundle.
 */

import { readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { argv } from "node:process";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { build } from "esbuild";

const [planFile, out] = argv.slice(2);
const { root, target, shared, scripts, alone, classic, sheets } = JSON.parse(await readFile(planFile, "utf8"));

/** @param {string} path from the root of the checkout */
const file = (path) => join(root, path);

const OPTIONS = /** @type {const} */ ({
  absWorkingDir: root,
  bundle: true,
  charset: "utf8",
  entryNames: "[dir]/[name]-[hash]",
  format: "esm",
  legalComments: "eof",
  logLevel: "warning",
  metafile: true,
  minify: true,
  outbase: file("static/js"),
  outdir: out,
  sourcemap: true,
  sourcesContent: false,
  // Safari 14 has a fault in rare forms of destructuring, for which the bundler would refuse every form.
  supported: { destructuring: true },
  target,
});

/**
 * Finds a module by its path on the server; where the page takes it from the shared script, it is `sharedAt`.
 *
 * @param {string} [sharedAt]
 * @returns {import("esbuild").Plugin}
 */
const served = (sharedAt) => ({
  name: "served",
  setup(plugin) {
    plugin.onResolve({ filter: /^\/static\// }, ({ path }) =>
      sharedAt && shared.includes(path.slice(1)) ? { path: sharedAt, external: true } : { path: file(path) },
    );
  },
});

/**
 * Fonts stay where they are: they are large, and never change under their names.
 *
 * @type {import("esbuild").Plugin}
 */
const fonts = {
  name: "fonts",
  setup(plugin) {
    plugin.onResolve({ filter: /\.woff2$/ }, ({ path, resolveDir }) => ({
      path: `/${relative(root, join(resolveDir, path))}`,
      external: true,
    }));
  },
};

/**
 * What was built, by the file that it was built from.
 *
 * @param {import("esbuild").BuildResult<{ metafile: true }>} result
 * @returns {[from: string, to: string][]}
 */
const builtFrom = ({ metafile }) =>
  Object.entries(metafile.outputs).flatMap(([path, { entryPoint }]) =>
    entryPoint ? [[entryPoint, relative(out, file(path))]] : [],
  );

/**
 * Build something that is written here; gives its file.
 *
 * @param {string} name
 * @param {"js" | "css"} loader
 * @param {string[]} lines
 * @param {import("esbuild").Plugin} plugin
 */
async function buildText(name, loader, lines, plugin) {
  const stdin = { contents: lines.join("\n"), loader, resolveDir: root, sourcefile: name };
  const result = await build({ ...OPTIONS, entryNames: `${name}-[hash]`, plugins: [plugin], stdin });
  return builtFrom(result)[0][1];
}

/**
 * Build scripts under static/js; gives the file of each.
 *
 * @param {string[]} names
 * @param {Partial<import("esbuild").BuildOptions>} options
 */
async function buildScripts(names, options) {
  const entryPoints = names.map((name) => file(`static/js/${name}`));
  const result = await build({ ...OPTIONS, ...options, entryPoints });
  return builtFrom(/** @type {any} */ (result)).map(([from, to]) => [from.slice("static/js/".length), to]);
}

/** A name that two modules of the shared script export would be neither's. */
async function refuseDoubles() {
  const options = { ...OPTIONS, external: ["/static/*"], outbase: root, sourcemap: false, write: false };
  const { metafile } = await build({ ...options, entryPoints: shared.map(file) });
  const whose = new Map();
  for (const { entryPoint, exports } of Object.values(metafile.outputs))
    for (const name of exports) {
      if (whose.has(name)) throw new Error(`${name} is exported by ${whose.get(name)} and by ${entryPoint}`);
      whose.set(name, entryPoint);
    }
}

/**
 * The file once more in the two forms that browsers take it compressed.
 *
 * @param {string} name
 */
async function compress(name) {
  const bytes = await readFile(join(out, name));
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  await writeFile(join(out, `${name}.gz`), await promisify(gzip)(bytes, { level: 9 }));
  await writeFile(join(out, `${name}.br`), await promisify(brotliCompress)(bytes, { params }));
}

await refuseDoubles();
const reExports = shared.map((/** @type {string} */ path) => `export * from "/${path}";`);
const sharedFile = await buildText("shared", "js", reExports, served());
const built = [
  ...shared.map((/** @type {string} */ path) => [path.replace(/^static\/(js\/)?/, ""), sharedFile]),
  ...(await buildScripts(scripts, { plugins: [served(`../${sharedFile}`)] })),
  ...(await buildScripts(alone, { plugins: [served()] })),
  ...(await buildScripts(classic, { format: "iife", target: "es5", supported: {} })),
];
const builtSheets = await Promise.all(
  Object.entries(sheets).map(async ([name, files]) => [
    name,
    await buildText(
      name.replaceAll("+", "-").slice(0, 60),
      "css",
      files.map((/** @type {string} */ path) => `@import "${file(path)}";`),
      fonts,
    ),
  ]),
);
const manifest = { shared: sharedFile, scripts: Object.fromEntries(built), sheets: Object.fromEntries(builtSheets) };
const files = new Set([...Object.values(manifest.scripts), ...Object.values(manifest.sheets)]);
await Promise.all([...files].map(compress));
await writeFile(join(out, "manifest.json"), JSON.stringify(manifest));
