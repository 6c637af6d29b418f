/** A small store on this device, in IndexedDB; in memory where the browser forbids it (private windows). */

import { createStore, get, set } from "/static/vendor/idb-keyval.js";

/** @typedef {import("/static/vendor/idb-keyval.js").UseStore} UseStore */

const NAME = "device";
const memory = new Map();
/** @type {UseStore | undefined} */
let database;

/**
 * Every write is on the disk before it is called kept: a tablet may lose its power the moment after.
 *
 * @param {UseStore} store
 * @returns {UseStore}
 */
function strict(store) {
  return (mode, use) =>
    store("readonly", ({ transaction }) =>
      use(transaction.db.transaction(NAME, mode, { durability: "strict" }).objectStore(NAME)),
    );
}

function open() {
  database = database ?? strict(createStore("leitai", NAME));
  return database;
}

/**
 * What is kept under `name`, or `otherwise`.
 *
 * @param {string} name
 * @param {any} [otherwise]
 * @returns {Promise<any>}
 */
export async function loadFromDevice(name, otherwise = null) {
  try {
    return (await get(name, open())) ?? memory.get(name) ?? otherwise;
  } catch {
    return memory.get(name) ?? otherwise;
  }
}

/**
 * Keep `value` under `name`.  True where it will survive a reload.
 *
 * @param {string} name
 * @param {unknown} value
 */
export async function saveOnDevice(name, value) {
  memory.set(name, value);
  try {
    await set(name, value, open());
    return true;
  } catch {
    return false;
  }
}
