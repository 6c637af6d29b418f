/**
 * The page's words, in its language.
 *
 * A template embeds the words it needs as `<script type="application/json" id="words">`, by area:
 * `{"common": {"yes": "是"}, "team": {"press": {"armed": "抢"}}}`.  Flat keys (`"press.armed"`) are read as well.
 */

let words = null;

function load() {
  const node = typeof document === "undefined" ? null : document.getElementById("words");
  return node ? JSON.parse(node.textContent) : {};
}

/** Give the words directly: for tests, and for a page that fetched them. */
export function setWords(table) {
  words = table;
}

/** Find `key` in a table of words, nested or flat at any level; undefined where there is none. */
function lookUp(table, key) {
  if (table === undefined || table === null) return undefined;
  if (typeof table[key] === "string") return table[key];
  for (let dot = key.indexOf("."); dot > 0; dot = key.indexOf(".", dot + 1)) {
    const below = table[key.slice(0, dot)];
    if (below && typeof below === "object") {
      const found = lookUp(below, key.slice(dot + 1));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Put `fields` into the `{placeholders}` of a text, several things parted as the language parts them; a placeholder
 * without a field stays visible. */
export function fill(text, fields = {}) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (fields[name] === undefined ? whole : wordsOf(fields[name])));
}

const wordsOf = (value) =>
  Array.isArray(value) ? value.join(has("common.between") ? t("common.between") : ", ") : String(value);

/** The words for `key` with its fields filled in; the key itself where the words are missing, so that it is seen. */
export function t(key, fields = {}) {
  words ??= load();
  const text = lookUp(words, key);
  return text === undefined ? key : fill(text, fields);
}

/** True where the page has words for `key`. */
export function has(key) {
  words ??= load();
  return lookUp(words, key) !== undefined;
}
