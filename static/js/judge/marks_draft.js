/** What is typed on this tablet and not handed in: kept on the device from the first key on, one record for a seat. */

import { loadFromDevice, saveOnDevice } from "/static/js/lib/device_store.js";
import { pageData, seatId } from "/static/js/lib/dom.js";
import { withTimeout } from "/static/js/lib/timeout.js";
import { useEffect, useState } from "/static/vendor/preact.js";

const name = () => `marks:${pageData().match}:${seatId()}`;

let drafts = {};
let loaded = null;

/** Every draft of this seat on this device: {item: {marks, words}}. */
export async function keptDrafts() {
  loaded ??= loadFromDevice(name(), {}).then((kept) => {
    drafts = { ...kept, ...drafts };
  });
  await withTimeout(loaded);
  return drafts;
}

/**
 * The draft of item `no`: [marks, set(marks, words), ready, kept].  `words` is the draft as a person would read it, for
 * a tablet that has no view any more.  `kept`: true once a reload would bring back what is shown, false where this
 * browser keeps nothing, null in between.
 */
export function useDraft(no, given) {
  const [shown, setShown] = useState(null);
  useEffect(() => {
    let current = true;
    keptDrafts().then((all) => current && setShown({ no, marks: all[no]?.marks ?? given, kept: no in all || null }));
    return () => {
      current = false;
    };
  }, [no]);
  const ready = shown?.no === no;
  const set = (marks, words) => {
    drafts = { ...drafts, [no]: { marks, words } };
    setShown({ no, marks, kept: null });
    saveOnDevice(name(), drafts).then((kept) => setShown((now) => (now.marks === marks ? { ...now, kept } : now)));
  };
  return [ready ? shown.marks : given, set, ready, ready ? shown.kept : null];
}
