/** What a desk has called this device.  It stays here, so that neither a restart of the server nor of the device loses it. */

const KEY = "leitai-device-name";

let name = "";

/** Signs of a name that the server takes. */
const LONGEST = 40;

/** The name, "" for none. */
export function deviceName() {
  try {
    return [...(localStorage.getItem(KEY) ?? name)].slice(0, LONGEST).join(""); // half a sign would fail every ping
  } catch {
    return name; // a browser that keeps nothing
  }
}

/**
 * Keep another name.
 *
 * @param {string} given
 */
export function nameDevice(given) {
  name = given;
  try {
    localStorage.setItem(KEY, given);
  } catch {
    // It lasts as long as the page.
  }
}
