/** What this device cannot do, for the report of the press test. */

import { saveOnDevice } from "/static/js/lib/device_store.js";

/** @type {NonNullable<PressTest["lacks"]>} */
let found = [];

/** Look at the device, before anybody presses. */
export async function lookAtDevice() {
  const can = /** @type {const} */ ({
    keep: await saveOnDevice("press-test", true),
    vibrate: "vibrate" in navigator,
    fit: CSS.supports("height", "100dvh"),
  });
  const names = /** @type {(keyof typeof can)[]} */ (Object.keys(can));
  found = names.filter((name) => !can[name]);
}

/** What was found to be lacking. */
export const deviceLacks = () => found;
