/**
 * Keeps what is typed into a form: on this device at once, on the server a moment later, once.  Nothing typed is lost
 * by a dead network, a reload or a second page; where two pages have changed one draft, a person decides.
 */

import { isPassing } from "/static/js/lib/errors.js";

/**
 * @typedef {Record<string, string>} Values texts by the names of their boxes
 * @typedef {{ revision: number, values: Values, saved: string }} Stored what the server has, and when it was `saved` there
 * @typedef {{ values: Values, revision: number, tried: Values[] }} Kept what this device has that was not sent;
 *   `tried`: what was sent without an answer
 * @typedef {"typing" | "on_device" | "not_on_device" | "sending" | "kept" | "refused" | "refused_not_on_device"
 *   | "restored" | "meeting" | "meeting_old" | "theirs"} State
 * @typedef {{
 *   send: (values: Values, revision: number) => Promise<Stored>,
 *   stored: () => Promise<Stored>,
 *   load: () => Promise<Kept | null>,
 *   save: (kept: Kept | null) => Promise<boolean>,
 *   show: (state: State, detail?: { values?: Values, message?: string }) => void,
 *   later: (ms: number, run: () => void) => void,
 * }} Ports
 */

const PAUSE_MS = 1500;
const AGAIN_MS = 5000;
const MOST_TRIED = 20;

/**
 * Whether two forms say the same, to the sign.
 *
 * @param {Values} one
 * @param {Values} other
 */
const same = (one, other) => signed(one, /^\s+|\s+$/g) === signed(other, /^\s+|\s+$/g);

/**
 * Whether two forms say the same but for blanks, which the server tidies.
 *
 * @param {Values} one
 * @param {Values} other
 */
const alike = (one, other) => signed(one, /\s+/g) === signed(other, /\s+/g);

/**
 * @param {Values} values
 * @param {RegExp} left what is left out
 */
const signed = (values, left) =>
  JSON.stringify(
    Object.keys(values)
      .sort()
      .map((name) => [name, values[name].replace(/\r\n/g, "\n").replace(left, "")]),
  );

export class DraftKeeper {
  /** @type {Values[]} */
  #tried = [];
  #sending = false;
  #met = false;
  #wanted = 0;
  #failed = false;
  #ports;

  /**
   * @param {Stored} stored what the page was drawn with
   * @param {Ports} ports
   */
  constructor({ revision, values, saved }, ports) {
    this.revision = revision;
    this.saved = saved;
    this.values = values;
    this.sent = values;
    this.#ports = ports;
  }

  /** Take up what this device has kept of an earlier visit. */
  async begin() {
    const kept = await this.#ports.load();
    if (!kept) return;
    if (alike(kept.values, this.values)) {
      // Only the answer was lost: the server has it.
      await this.#ports.save(null);
      this.#ports.show("kept");
      return;
    }
    const own = kept.revision === this.revision || kept.tried.some((one) => alike(one, this.values));
    this.values = kept.values;
    this.#tried = kept.tried;
    if (own) {
      this.#ports.show("restored", { values: kept.values });
      this.#plan(0);
    } else {
      this.#met = true;
      this.#ports.show("meeting_old", { values: kept.values });
    }
  }

  /**
   * Somebody has typed.
   *
   * @param {Values} values
   */
  typed(values) {
    this.values = values;
    this.#failed = false;
    this.#keep();
    if (this.#met) return;
    this.#ports.show("typing");
    this.#plan(PAUSE_MS);
  }

  /** The network may be back. */
  again() {
    if (!this.#met && !same(this.values, this.sent)) this.#plan(0);
  }

  /** This device's text goes in the place of the server's. */
  async takeMine() {
    const theirs = await this.#ports.stored().catch(() => null);
    if (!theirs) return;
    this.#met = false;
    this.revision = theirs.revision;
    this.saved = theirs.saved;
    this.sent = theirs.values;
    await this.#flush();
  }

  /** The server's text comes in the place of this device's. */
  async takeTheirs() {
    const theirs = await this.#ports.stored().catch(() => null);
    if (!theirs) return;
    this.#met = false;
    this.revision = theirs.revision;
    this.saved = theirs.saved;
    this.values = this.sent = theirs.values;
    this.#tried = [];
    await this.#ports.save(null);
    this.#ports.show("theirs", { values: theirs.values });
  }

  /** Send what is left.  True where the server has all of it. */
  async finish() {
    while (!same(this.values, this.sent) && !this.#met && !this.#failed) await this.#flush();
    this.#failed = false;
    return same(this.values, this.sent);
  }

  /** @returns {Promise<boolean>} */
  #keep = () => {
    return this.#ports.save({ values: this.values, revision: this.revision, tried: this.#tried });
  };

  /** @param {number} ms */
  #plan = (ms) => {
    this.#wanted += 1;
    const wanted = this.#wanted;
    this.#ports.later(ms, () => wanted === this.#wanted && this.#flush());
  };

  #flush = async () => {
    if (this.#sending) {
      await new Promise((done) => this.#ports.later(50, () => done(undefined)));
      return;
    }
    if (this.#met || same(this.values, this.sent)) return;
    this.#sending = true;
    const values = this.values;
    this.#ports.show("sending");
    try {
      // The page may be gone before the answer is here; the next one knows the text as its own.
      this.#tried = [...this.#tried.filter((one) => !same(one, values)), values].slice(-MOST_TRIED);
      await this.#keep();
      await this.#took(await this.#ports.send(values, this.revision), values);
    } catch (error) {
      await this.#refused(/** @type {import("/static/js/lib/errors.js").CommandError} */ (error));
    } finally {
      this.#sending = false;
    }
  };

  /**
   * @param {Stored} answer
   * @param {Values} values
   */
  #took = async (answer, values) => {
    this.revision = answer.revision;
    this.saved = answer.saved;
    this.sent = values;
    this.#tried = [];
    if (!same(this.values, values)) {
      this.#keep();
      this.#plan(PAUSE_MS);
      return;
    }
    await this.#ports.save(null);
    this.#ports.show("kept");
  };

  /** @param {import("/static/js/lib/errors.js").CommandError} error */
  #refused = async (error) => {
    if (error.code === "draft-changed") {
      const theirs = await this.#ports.stored().catch(() => null);
      if (theirs && this.#tried.some((one) => alike(one, theirs.values))) {
        // What the server has is this page's own: only the answer was lost.
        this.revision = theirs.revision;
        this.saved = theirs.saved;
        this.#plan(0);
        return;
      }
      this.#met = true;
      this.saved = theirs?.saved ?? this.saved;
      this.#keep();
      this.#ports.show("meeting");
      return;
    }
    this.#failed = true;
    if (isPassing(error, true)) {
      this.#ports.show((await this.#keep()) ? "on_device" : "not_on_device");
      this.#plan(AGAIN_MS);
      return;
    }
    const state = (await this.#keep()) ? "refused" : "refused_not_on_device";
    this.#ports.show(state, { message: error.message });
  };
}
