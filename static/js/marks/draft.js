/** What is typed on this tablet and not handed in: kept on the device from the first key on, one record for a seat. */

import { loadFromDevice, saveOnDevice } from "/static/js/lib/device_store.js";
import { pageData, seatId } from "/static/js/lib/dom.js";
import { withTimeout } from "/static/js/lib/timeout.js";
import { useEffect, useState } from "/static/vendor/preact.js";

const name = () => `marks:${pageData().match ?? pageData().review}:${seatId()}`;

/** @typedef {Record<string, { marks: Record<string, string>, words: string }>} Drafts by item */

/** @type {Drafts} */
let drafts = {};
/** @type {Promise<void> | null} */
let loaded = null;

/** Every draft of this seat on this device. */
export async function keptDrafts() {
  loaded =
    loaded ??
    loadFromDevice(name(), {}).then((kept) => {
      drafts = { ...kept, ...drafts };
    });
  await withTimeout(loaded);
  return drafts;
}

/**
 * The draft of item `no`: [marks, set(marks, words), ready, kept].  `words` is the draft as a person would read it, for
 * a tablet that has no view any more.  `kept`: true once a reload would bring back what is shown, false where this
 * browser keeps nothing, null in between.
 *
 * @param {number} no
 * @param {Record<string, string>} given
 */
export function useDraft(no, given) {
  const [shown, setShown] = useState(
    /** @type {{ no: number, marks: Record<string, string>, kept: boolean | null } | null} */ (null),
  );
  useEffect(() => {
    let current = true;
    keptDrafts().then((all) => current && setShown({ no, marks: all[no]?.marks ?? given, kept: no in all || null }));
    return () => {
      current = false;
    };
  }, [no]);
  const own = shown?.no === no ? shown : null;
  /**
   * @param {Record<string, string>} marks
   * @param {string} words
   */
  const set = (marks, words) => {
    drafts = { ...drafts, [no]: { marks, words } };
    setShown({ no, marks, kept: null });
    saveOnDevice(name(), drafts).then((kept) => setShown((now) => (now?.marks === marks ? { ...now, kept } : now)));
  };
  return /** @type {const} */ ([own?.marks ?? given, set, own !== null, own?.kept ?? null]);
}

let known = false;
const drafted = () => new Set(Object.keys(drafts).map(Number));

/** The items that have a draft on this device, as a set; null until it is known, which it stays. */
export function useDrafted() {
  const [items, setItems] = useState(() => (known ? drafted() : null));
  useEffect(() => {
    let current = true;
    keptDrafts().then(() => {
      known = true;
      if (current) setItems(drafted());
    });
    return () => {
      current = false;
    };
  }, []);
  return items;
}
