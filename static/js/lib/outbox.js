/**
 * The outbox: commands kept under their key until the server has answered them.
 *
 * A lane keeps its letters in order: its first letter is sent, and repeated under the same key, until it is settled;
 * only then the next one is sent.  A newer letter of the same lane takes the place of one that has not been sent yet
 * (the last answer counts), never of one under way (nobody knows whether it has arrived). A command that is still under
 * way is not sent again under another key: the same command joins its letter. Letters marked `durable` are in the store
 * before they are sent, so that a reload or a flat battery loses nothing; an `urgent` one (a press) does not wait for
 * the store: both happen at once.  The outbox waits a second for a store that does not answer, once: some browsers
 * never answer, and an answer that is only sent is better than one that is only kept.
 */

import { CommandError, isPassing } from "/static/js/lib/errors.js";
import { withTimeout } from "/static/js/lib/timeout.js";

const FIRST_WAIT = 400;
const LONGEST_WAIT = 4_000;

/**
 * The pause before try number `tries` (from 1): doubling, bounded.
 *
 * @param {number} tries
 */
export function backoff(tries) {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (tries - 1));
}

/**
 * A command on its way: `item` the one it was meant for, `seen` the last step that its desk showed, `made` when (ms of
 * this device), `tries` how often it was sent; `expires` the moment in server time after which it must not happen any
 * more, null where it is kept until answered.
 *
 * @typedef {{
 *   key: string,
 *   command: { kind: string } & Record<string, any>,
 *   reason: string,
 *   seen?: number,
 *   lane: string,
 *   durable: boolean,
 *   urgent: boolean,
 *   supersedes: boolean,
 *   item: number | null,
 *   made: number,
 *   expires: number | null,
 *   tries: number,
 * }} Letter
 * @typedef {{
 *   promise: Promise<Receipt>,
 *   resolve: (done: Receipt) => void,
 *   reject: (error: CommandError) => void,
 * }} Waiting
 * @typedef {{
 *   load: () => Promise<Letter[]>,
 *   save: (letters: Letter[]) => Promise<unknown>,
 *   refused?: (letter: Letter, error: CommandError) => void,
 * }} LetterStore
 */

/**
 * True where two letters say the same about the same item.
 *
 * @param {Omit<Letter, "tries">} a
 * @param {Omit<Letter, "tries">} b
 */
const sameCommand = (a, b) =>
  a.item === b.item && a.reason === b.reason && JSON.stringify(a.command) === JSON.stringify(b.command);

/** The commands on their way, in their lanes. */
export class Outbox {
  /** @type {Letter[]} */
  #letters = [];
  /** @type {Map<string, Waiting>} */
  #waiting = new Map();
  /** @type {Set<string>} */
  #busy = new Set();
  /** @type {Map<string, ReturnType<typeof setTimeout>>} */
  #timers = new Map();
  #deliver;
  #store;
  /** @type {Set<(letters: Letter[]) => void>} */
  #listeners = new Set();
  #open = false;
  /** @type {Promise<void> | null} */
  #restored = null;
  /** @type {Set<string>} */
  #newer = new Set();
  #silent = false;

  /**
   * @param {(letter: Letter) => Promise<Receipt>} deliver one try; rejects with a CommandError
   * @param {LetterStore} store for durable letters; `refused` hears every refusal
   */
  constructor(deliver, store) {
    this.#deliver = deliver;
    this.#store = store;
  }

  /** The letters not yet settled, oldest first. */
  get letters() {
    return [...this.#letters];
  }

  /**
   * Call `fn(letters)` at every change; gives the function that stops it.
   *
   * @param {(letters: Letter[]) => void} fn
   */
  onChange(fn) {
    this.#listeners.add(fn);
    return () => void this.#listeners.delete(fn);
  }

  /** Bring back what an earlier page left behind.  Nothing is sent before `release`. */
  restore() {
    const back = this.#bringBack();
    this.#restored = withTimeout(back).finally(() => {
      this.#restored = null;
    });
    return back;
  }

  #bringBack = async () => {
    const kept = await this.#store.load();
    const known = new Set(this.#letters.map((letter) => letter.key));
    /** @param {Letter} letter */
    const late = ({ supersedes, lane }) => supersedes && this.#newer.has(lane);
    this.#letters.unshift(
      ...kept.filter((one) => !known.has(one.key) && !late(one)).map((one) => ({ ...one, tries: 0 })),
    );
    if (known.size) this.#save();
    this.#changed();
  };

  /**
   * Put a letter in; resolves with the server's answer, rejects with a CommandError.
   *
   * @param {Omit<Letter, "tries">} letter
   */
  async put(letter) {
    if (this.#restored && !letter.urgent) await this.#restored;
    const last = this.#letters.filter((one) => one.lane === letter.lane).slice(-1)[0];
    if (last && sameCommand(last, letter)) return this.#settled(last.key);
    this.#supersede(letter);
    const settled = this.#settled(letter.key);
    settled.catch(() => {}); // refused while it is being saved: who waits is told below
    this.#letters.push({ tries: 0, ...letter });
    if (letter.supersedes) this.#newer.add(letter.lane);
    const saved = letter.durable ? this.#save() : null;
    if (saved && !letter.urgent && !this.#silent) this.#silent = await withTimeout(saved, true);
    this.#changed();
    this.#run(letter.lane);
    return settled;
  }

  /**
   * Start to send (a view has come): drop the letters that `stale(letter)` names, send the rest at once.
   *
   * @param {(letter: Letter) => boolean} stale
   */
  release(stale = () => false) {
    this.#open = true;
    for (const letter of this.letters) {
      if (stale(letter)) this.#settle(letter, "reject", new CommandError({ code: "too-late" }));
    }
    for (const [lane, timer] of this.#timers) {
      clearTimeout(timer);
      this.#timers.delete(lane);
    }
    for (const lane of new Set(this.#letters.map((letter) => letter.lane))) this.#run(lane);
  }

  /**
   * Give up one letter; its promise rejects with `code`.
   *
   * @param {string} key
   * @param {string} code
   */
  drop(key, code) {
    const letter = this.#letters.find((one) => one.key === key);
    if (letter) this.#settle(letter, "reject", new CommandError({ code }));
  }

  /**
   * The promise of a letter's answer; a letter that an earlier page left has none until somebody asks.
   *
   * @param {string} key
   */
  #settled = (key) => {
    const known = this.#waiting.get(key);
    if (known) return known.promise;
    const waiting = /** @type {Waiting} */ ({});
    waiting.promise = new Promise((resolve, reject) => Object.assign(waiting, { resolve, reject }));
    this.#waiting.set(key, waiting);
    return waiting.promise;
  };

  /** @param {Omit<Letter, "tries">} letter */
  #supersede = (letter) => {
    if (!letter.supersedes) return;
    const head = this.#letters.find((one) => one.lane === letter.lane);
    for (const old of this.letters) {
      const underWay = old === head && (old.tries > 0 || this.#busy.has(old.lane));
      if (old.lane === letter.lane && !underWay) this.#settle(old, "reject", new CommandError({ code: "superseded" }));
    }
  };

  /** @param {string} lane */
  #run = async (lane) => {
    if (!this.#open || this.#busy.has(lane) || this.#timers.has(lane)) return;
    const letter = this.#letters.find((one) => one.lane === lane);
    if (!letter) return;
    this.#busy.add(lane);
    letter.tries += 1;
    try {
      this.#settle(letter, "resolve", await this.#deliver(letter));
    } catch (refused) {
      const error = /** @type {CommandError} */ (refused);
      if (isPassing(error, letter.durable) && this.#letters.includes(letter)) this.#later(lane, backoff(letter.tries));
      else this.#settle(letter, "reject", error);
    } finally {
      this.#busy.delete(lane);
    }
    this.#run(lane);
  };

  /**
   * @param {string} lane
   * @param {number} wait
   */
  #later = (lane, wait) => {
    const again = () => {
      this.#timers.delete(lane);
      this.#run(lane);
    };
    this.#timers.set(lane, setTimeout(again, wait));
  };

  /**
   * @param {Letter} letter
   * @param {"resolve" | "reject"} how
   * @param {any} value
   */
  #settle = (letter, how, value) => {
    const at = this.#letters.indexOf(letter);
    if (at < 0) return;
    this.#letters.splice(at, 1);
    this.#waiting.get(letter.key)?.[how](value);
    if (how === "reject") this.#store.refused?.(letter, value);
    this.#waiting.delete(letter.key);
    if (letter.durable) this.#save();
    this.#changed();
  };

  #save = async () => {
    await this.#store.save(this.#letters.filter((letter) => letter.durable));
    this.#silent = false;
    return false;
  };

  #changed = () => {
    for (const fn of this.#listeners) fn(this.letters);
  };
}
