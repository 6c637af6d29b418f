/**
 * The page's words, in its language.
 *
 * A template embeds the words it needs as `<script type="application/json" id="words">`, by area:
 * `{"common": {"yes": "是"}, "team": {"press": {"armed": "抢"}}}`.  Flat keys (`"press.armed"`) are read as well.
 */

/**
 * @typedef {{ [name: string]: string | Words }} Words texts by key, in tables by area
 * @typedef {object} Fields what goes into the placeholders of a text, by name
 */

/** @type {Words | null} */
let words = null;

function load() {
  const node = typeof document === "undefined" ? null : document.getElementById("words");
  return node ? JSON.parse(node.textContent ?? "") : {};
}

/**
 * Give the words directly: for tests, and for a page that fetched them.
 *
 * @param {Words} table
 */
export function setWords(table) {
  words = table;
}

/**
 * Find `key` in a table of words, nested or flat at any level; undefined where there is none.
 *
 * @param {Words | null | undefined} table
 * @param {string} key
 * @returns {string | undefined}
 */
function lookUp(table, key) {
  if (table === undefined || table === null) return undefined;
  const text = table[key];
  if (typeof text === "string") return text;
  for (let dot = key.indexOf("."); dot > 0; dot = key.indexOf(".", dot + 1)) {
    const below = table[key.slice(0, dot)];
    if (below && typeof below === "object") {
      const found = lookUp(below, key.slice(dot + 1));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/**
 * Put `fields` into the `{placeholders}` of a text, several things separated as the language does it; a placeholder
 * without a field stays visible.
 *
 * @param {string} text
 * @param {Fields} [fields]
 * @returns {string}
 */
export function fillIn(text, fields = {}) {
  const known = /** @type {Record<string, unknown>} */ (fields);
  return text.replace(/\{(\w+)\}/g, (whole, name) => (known[name] === undefined ? whole : wordsOf(known[name])));
}

/** @param {unknown} value */
const wordsOf = (value) =>
  Array.isArray(value) ? value.join(has("common.between") ? t("common.between") : ", ") : String(value);

/**
 * The words for `key` with its fields filled in; the key itself where the words are missing, so that it is seen.
 *
 * @param {string} key
 * @param {Fields} [fields]
 */
export function t(key, fields = {}) {
  words = words ?? load();
  const text = lookUp(words, key);
  return text === undefined ? key : fillIn(text, fields);
}

/**
 * True where the page has words for `key`.
 *
 * @param {string} key
 */
export function has(key) {
  words = words ?? load();
  return lookUp(words, key) !== undefined;
}
