/** A small store on this device, in IndexedDB; in memory where the browser forbids it (private windows). */

import { createStore, get, set } from "/static/vendor/idb-keyval.js";

const memory = new Map();
let database;

function open() {
  database ??= createStore("leitai", "device");
  return database;
}

/** What is kept under `name`, or `otherwise`. */
export async function keepsake(name, otherwise = null) {
  try {
    return (await get(name, open())) ?? memory.get(name) ?? otherwise;
  } catch {
    return memory.get(name) ?? otherwise;
  }
}

/** Keep `value` under `name`.  True where it will survive a reload. */
export async function keep(name, value) {
  memory.set(name, value);
  try {
    await set(name, value, open());
    return true;
  } catch {
    return false;
  }
}
