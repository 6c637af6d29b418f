/**
 * Tells the server what this screen does not show as it should, and whether it sounds, whenever that changes or the
 * connection is new.
 */

import { emit, socket } from "/static/js/lib/link.js";

const GATHER = 300;
const AGAIN = 2_000;
const NOTHING = JSON.stringify([[], null]);

/** @typedef {import("/static/js/scenes/parts/troubles.js").Trouble} Trouble */

/** How many parts of the picture have each trouble. */
const counts = /** @type {Map<Trouble, number>} */ (new Map());
/** @typedef {"off" | "allowed" | "blocked"} Sounding */

/**
 * Whether the page sounds; null where it has no sounds of its own.
 *
 * @type {Sounding | null}
 */
let sound = null;
/** Whether the server is told also while nothing is wrong. */
let always = false;
/** What the server knows; "" where nothing was said since the connection. */
let said = "";
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

async function send() {
  const troubles = [...counts.keys()].sort();
  const now = JSON.stringify([troubles, sound]);
  if (now === (said || (always ? "" : NOTHING)) || !socket.connected) return;
  try {
    const { ok } = await emit("screen.report", sound ? { troubles, sound } : { troubles });
    if (!ok) throw new Error("refused");
    said = now;
  } catch {
    timer = setTimeout(send, AGAIN);
  }
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(send, GATHER);
}

/**
 * One part of the picture has this trouble; gives the function that takes it back.
 *
 * @param {Trouble} trouble
 */
export function tell(trouble) {
  counts.set(trouble, (counts.get(trouble) ?? 0) + 1);
  later();
  return () => {
    const left = (counts.get(trouble) ?? 1) - 1;
    if (left > 0) counts.set(trouble, left);
    else counts.delete(trouble);
    later();
  };
}

/** @param {Sounding} state */
export function tellSound(state) {
  if (state === sound) return;
  sound = state;
  later();
}

/** Say after each connection that this page is an output for television; one that says nothing counts as none. */
export function tellOutput() {
  always = true;
  later();
}

socket.on("connect", () => {
  said = "";
  later();
});
