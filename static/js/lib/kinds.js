/**
 * The commands that the page's seat may give, as the server publishes them in the page:
 * `<script type="application/json" id="kinds">{"mark.enter": {"lane": "mark", "newest": true, "reason": false}}`.
 */

/**
 * @typedef {object} Kind
 * @property {string} lane where the outbox keeps it, in order and through a reload; "" where it is given up instead
 * @property {boolean} newest one that has not been sent gives way to a newer one
 * @property {boolean} reason this seat must say why
 */

/** @type {Kind} */
const UNKNOWN = { lane: "", newest: false, reason: false };

/** @type {Record<string, Kind | undefined> | null} */
let kinds = null;

function load() {
  const node = typeof document === "undefined" ? null : document.getElementById("kinds");
  return node ? JSON.parse(node.textContent ?? "") : {};
}

/**
 * Give the kinds directly: for tests.
 *
 * @param {Record<string, Kind>} table
 */
export function setKinds(table) {
  kinds = table;
}

/**
 * What the server says of a kind of command; one that this seat may not give is not kept and needs no reason.
 *
 * @param {string} name
 * @returns {Kind}
 */
export function kindOf(name) {
  kinds = kinds ?? load();
  return kinds?.[name] ?? UNKNOWN;
}
