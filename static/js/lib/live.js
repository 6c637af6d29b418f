/**
 * The one live connection of a page: the view it draws, the commands it gives, and how far both may be trusted.
 *
 *     import { live } from "/static/js/lib/live.js";
 *     live.onView((view) => …);
 *     live.onHealth(({ state, since, rtt, connected, refused }) => …);     // state: ok | amber | red
 *     live.start({ match: "m1" });
 *     await live.command({ kind: "clock.start" }, { reason: "" });  // {seq, at, repeat}, or rejects with a
 * CommandError
 *
 * Socket.IO promises no delivery, so: a view replaces an older one by (epoch, seq); the page asks for the view again at
 * every connection and return and every minute; a command is repeated under its key until answered, over HTTP while the
 * socket is down.  Pages that use it embed the words of the area "live".
 */

import { loadFromDevice, saveOnDevice } from "/static/js/lib/device_store.js";
import { csrfToken, seatId } from "/static/js/lib/dom.js";
import { CommandError, errorFrom } from "/static/js/lib/errors.js";
import { kindOf } from "/static/js/lib/kinds.js";
import {
  ACK_WAIT,
  currentHealth,
  emit,
  fetchJson,
  hintTime,
  now,
  onHealth,
  openLink,
  roundTrip,
  shows,
  socket,
} from "/static/js/lib/link.js";
import { Outbox } from "/static/js/lib/outbox.js";
import { newKey } from "/static/js/lib/random_key.js";
import { watchSeat } from "/static/js/lib/seat_sign.js";
import { lacks, replaces } from "/static/js/lib/sequence.js";
import { has, t } from "/static/js/lib/words.js";

const GIVE_UP_AFTER = 12_000;
const ASK_EVERY = 60_000;
const HTTP_VIEW_EVERY = 5_000;
const FORGET_AFTER = 10 * 60_000;

/** @type {Set<(view: AnyView) => void>} */
const viewListeners = new Set();
/** @type {Set<(refusal: { error: CommandError, letter: Letter }) => void>} */
const refusalListeners = new Set();
/** Where the interface for programs has what this page is about, such as `/api/matches/m1`. */
let place = "";
let about = "";
/** @type {AnyView | null} */
let view = null;

/** The number of the current item, where the view has one. */
const itemNo = () => (view && "item" in view ? view.item?.no : undefined);

/** @param {AnyView} next */
function receive(next) {
  hintTime(next?.now);
  if (!replaces(view, next)) return;
  view = next;
  shows(view.seq);
  outbox.release(outdated);
  for (const fn of viewListeners) fn(view);
}

/**
 * A letter kept for an item that is over, or for too long, must not reach the next item. Marks name their item and may
 * be hours late: the chief decides whether they still count.
 *
 * @param {Letter} letter
 */
function outdated({ durable, item, made, command: { kind } }) {
  if (!durable || kindOf(kind).lane === "mark") return false;
  const over = item !== null && item !== undefined && itemNo() !== item;
  return over || Date.now() - made > FORGET_AFTER;
}

async function ask() {
  try {
    receive(socket.connected ? await emit("view.get", {}) : await fetchJson(`${place}/view`));
  } catch {
    // The health shows that nothing came; the next round asks again.
  }
}

/**
 * One try to deliver a letter.
 *
 * @param {Letter} letter
 * @returns {Promise<Receipt>}
 */
async function deliver({ key, command, reason, seen, expires }) {
  if (socket.connected) {
    const answer = await emit("command", { key, command, reason, seen, expires });
    if (!answer?.ok) throw errorFrom(answer);
    return { seq: answer.seq, at: answer.at, repeat: answer.repeat };
  }
  return fetchJson(`${place}/commands`, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "Idempotency-Key": key,
      "X-CSRFToken": csrfToken(),
      ...(expires === null ? {} : { "X-Expires": String(expires) }),
    },
    body: JSON.stringify({ ...command, reason, seen }),
  });
}

/**
 * Words for the errors that this page makes itself; the server's bring their own.
 *
 * @param {CommandError} error
 */
function worded(error) {
  const key = `errors.${error.code}`;
  if (error.message !== error.code || !has(`${key}.message`)) return error;
  const [message, safe, next] = ["message", "safe", "next"].map((part) => t(`${key}.${part}`, error.fields));
  return new CommandError({ code: error.code, message, safe, next, fields: error.fields });
}

const outboxName = () => `outbox:${about}:${seatId()}`;
const outbox = new Outbox(deliver, {
  load: () => loadFromDevice(outboxName(), []),
  save: (letters) => saveOnDevice(outboxName(), letters),
  refused: (letter, error) => {
    if (error.code === "superseded") return;
    for (const fn of refusalListeners) fn({ error: worded(error), letter });
  },
});

/**
 * The moment in server time at which the page gives up what it says now, after `wait` ms.  The page may misjudge the
 * server's time by half a round trip: by so much it is earlier, so that nothing happens after the page has given up.
 *
 * @param {number} wait
 */
const expiry = (wait) => Math.floor(now() + wait - (roundTrip() ?? 0) / 2);

/**
 * Give a command.  Durable kinds are kept until answered, also over a reload; the others are given up after
 * `giveUpAfter` ms ("not-delivered"), since a late start is worse than none, and the server refuses them from then on.
 * Rejects with a CommandError: {code, message, safe, next, fields}.
 *
 * @param {(Command | ReviewCommand | ShowRanking) & { item?: number | null }} body
 * @param {{ reason?: string, key?: string, giveUpAfter?: number, item?: number | null,
 *   seen?: number }} [options]
 */
async function command(
  body,
  { reason = "", key = newKey(), giveUpAfter = GIVE_UP_AFTER, item = body.item ?? itemNo() ?? null, seen } = {},
) {
  const { lane: kept, newest } = kindOf(body.kind);
  const durable = kept !== "";
  const lane = kept === "mark" ? `mark:${body.item}` : kept;
  const letter = {
    key,
    command: body,
    reason,
    seen,
    item,
    made: Date.now(),
    lane: lane || key,
    durable,
    urgent: lane === "press",
    supersedes: newest,
    expires: durable ? null : expiry(giveUpAfter),
  };
  const giveUp = durable ? undefined : setTimeout(() => outbox.drop(key, "not-delivered"), giveUpAfter);
  try {
    const done = await outbox.put(letter);
    setTimeout(() => lacks(view, done.seq) && ask(), 1_000);
    return done;
  } catch (error) {
    throw worded(/** @type {CommandError} */ (error));
  } finally {
    clearTimeout(giveUp);
  }
}

/**
 * Start, once a page; `match` is the id of the match this page belongs to, or `review` that of its review, or
 * `competition` that of the overview.  On the page of an `audience` no sign covers the picture where the seat is lost.
 *
 * @param {{ match?: string, review?: string, competition?: string, audience?: boolean }} page
 */
async function start({ match = "", review = "", competition = "", audience = false }) {
  about = competition || review || match;
  const kind = competition ? "competitions" : review ? "reviews" : "matches";
  place = `/api/${kind}/${about}`;
  socket.on("view", receive);
  if (!audience) watchSeat();
  openLink({ connected: ask, returned: ask });
  setInterval(ask, ASK_EVERY);
  setInterval(() => socket.connected || ask(), HTTP_VIEW_EVERY);
  await outbox.restore();
  if (view) outbox.release(outdated);
}

/** The live connection of this page; there is one. */
export const live = {
  start,
  command,
  ask,
  now,
  onHealth,
  roundTrip,
  /**
   * Emit another documented event that changes something ("seat.decide", "press.test"); resolves with its
   * acknowledgement.  Where none comes in time, it does not happen later either.
   *
   * @param {string} event
   * @param {object} data
   */
  emit: (event, data) => emit(event, { ...data, expires: expiry(ACK_WAIT) }),
  /**
   * JSON over HTTP, for what no view holds; rejects with the error in words.
   *
   * @param {string} path
   * @param {RequestInit} [options]
   */
  fetch: (path, options) => fetchJson(path, options).catch((error) => Promise.reject(worded(error))),
  /**
   * Call `fn(view)` with every newer view, and at once with the present one.
   *
   * @param {(view: AnyView) => void} fn
   */
  onView(fn) {
    if (view) fn(view);
    viewListeners.add(fn);
    return () => void viewListeners.delete(fn);
  },
  /**
   * Call `fn({error, letter})` for every command that was refused, also one that an earlier page sent.
   *
   * @param {(refusal: { error: CommandError, letter: Letter }) => void} fn
   */
  onRefusal(fn) {
    refusalListeners.add(fn);
    return () => void refusalListeners.delete(fn);
  },
  /**
   * Call `fn(letters)` whenever something enters or leaves the outbox, and at once.
   *
   * @param {(letters: Letter[]) => void} fn
   */
  onOutbox(fn) {
    fn(outbox.letters);
    return outbox.onChange(fn);
  },
  /**
   * Listen to another documented event ("presence", "seat.request", "press.test").
   *
   * @template {keyof ServerEvents} E
   * @param {E} event
   * @param {(said: ServerEvents[E]) => void} fn
   */
  on(event, fn) {
    socket.on(event, /** @type {any} */ (fn));
    return () => void socket.off(event, /** @type {any} */ (fn));
  },
  /** The letters that the server has not answered for yet. */
  get letters() {
    return outbox.letters;
  },
  get view() {
    return view;
  },
  get health() {
    return currentHealth();
  },
};
