/**
 * Arithmetic of time: the server's clock seen from here, and what is left of a deadline.  Pure; milliseconds.
 */

const DRIFT = 20;
/** ms by which the two local clocks part in a sleep, at least; less is the correction of a clock. */
export const SLEPT = 400;

/**
 * Whether two round trips may belong to one offset: each leaves it open by half its length, and clocks drift a little.
 *
 * @param {{ rtt: number, offset: number }} one
 * @param {{ rtt: number, offset: number }} other
 */
const agree = (one, other) => Math.abs(one.offset - other.offset) <= (one.rtt + other.rtt) / 2 + DRIFT;

/**
 * The server's clock minus this device's clock, from the best of the last round trips.
 *
 * The round trip with the least delay bounds the error best: the true offset lies within half of it.
 */
export class ClockOffset {
  /** @type {{ rtt: number, offset: number }[]} */
  #samples = [];
  #keep;
  /** @type {number | null} */
  #hint = null;
  #slept = 0;
  #noticed = 0;

  constructor(keep = 8) {
    this.#keep = keep;
  }

  /**
   * One round trip: sent and received on the local clock, the server's time in between.
   *
   * @param {number} sent
   * @param {number} received
   * @param {number} server
   */
  add(sent, received, server) {
    const rtt = received - sent;
    if (!(rtt >= 0) || !Number.isFinite(server)) return;
    if (sent >= this.#noticed) this.#slept = 0;
    const fresh = { rtt, offset: server - (sent + received) / 2 };
    this.#samples = this.#samples.filter((old) => agree(old, fresh));
    this.#samples.push(fresh);
    if (this.#samples.length > this.#keep) this.#samples.shift();
  }

  /**
   * An estimate from one message (a view's `now`), used only until the first round trip.
   *
   * @param {number} received
   * @param {number | undefined} server
   */
  hint(received, server) {
    if (server !== undefined && Number.isFinite(server)) this.#hint = server - received;
  }

  /** Forget what was measured: a new connection is measured anew. */
  reset() {
    this.#samples = [];
  }

  /**
   * The time of day has gone on by `ms` more than the local clock, as is noticed at the local moment `at`: the local
   * clock stood still in a sleep, or the time of day was set.  One that was put back is no sleep.
   *
   * @param {number} at
   * @param {number} ms
   */
  parted(at, ms) {
    if (ms > 0) this.#slept += ms;
    this.#noticed = at;
  }

  /** No round trip has said since which of the two it was: then it was a sleep, and what was measured is moved. */
  guess() {
    if (!this.#slept) return;
    if (this.offset !== null) this.#hint = this.offset + this.#slept;
    this.#slept = 0;
    this.reset();
  }

  #best = () => {
    return this.#samples.reduce(
      (best, one) => (best === null || one.rtt < best.rtt ? one : best),
      /** @type {{ rtt: number, offset: number } | null} */ (null),
    );
  };

  /** True once a round trip was measured. */
  get measured() {
    return this.#samples.length > 0;
  }

  /** The best round trip in ms, rounded up; null before the first. */
  get rtt() {
    const best = this.#best();
    return best && Math.ceil(best.rtt);
  }

  /** Server minus local in ms; null where nothing is known. */
  get offset() {
    return this.#best()?.offset ?? this.#hint;
  }
}

/**
 * Milliseconds left of a view's clock at the server time `now`; null without a clock, never below 0.
 *
 * @param {ClockPart | null | undefined} clock
 * @param {number} now
 */
export function remainingOf(clock, now) {
  if (!clock) return null;
  if (clock.state === "paused") return Math.max(0, clock.remaining ?? 0);
  if (clock.deadline === null || clock.deadline === undefined)
    return Math.max(0, clock.remaining ?? clock.duration ?? 0);
  return Math.max(0, Math.min(clock.deadline - now, clock.duration ?? Infinity));
}

/**
 * The whole seconds to show: 30 for the first instant, 1 until the last, 0 only when it is over.
 *
 * @param {number} remaining
 */
export function shownSeconds(remaining) {
  return Math.ceil(remaining / 1000);
}

/**
 * `75` → "1:15", `9` → "9": only seconds below a minute, since people count them aloud.
 *
 * @param {number} seconds
 */
export function clockText(seconds) {
  if (seconds < 60) return String(seconds);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/**
 * A function that writes a server instant as the time of day in `zone`, "HH:MM:SS"; in the device's own where the
 * browser does not know it.
 *
 * @param {string} zone
 * @returns {(ms: number) => string}
 */
export function clockOf(zone) {
  /** @param {string | undefined} timeZone */
  const format = (timeZone) =>
    new Intl.DateTimeFormat("en-GB", {
      timeZone,
      hourCycle: "h23",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
  try {
    const known = format(zone || undefined);
    return (ms) => known.format(ms);
  } catch {
    const own = format(undefined);
    return (ms) => own.format(ms);
  }
}
