/** Which of two views is the newer one: each life of the server has an epoch, within which `seq` only grows. */

/** @typedef {{ epoch: string, seq: number }} Ordered */

export class Order {
  constructor() {
    /** @type {Set<string>} */
    this.past = new Set();
    this.epoch = "";
    this.seq = -1;
  }

  /**
   * Whether a view is to be shown: it is not older than the one before.  What a cache or a slow way brings of a life of
   * the server that is over is not.
   *
   * @param {Ordered} view
   */
  takes(view) {
    if (this.past.has(view.epoch)) return false;
    if (view.epoch === this.epoch && view.seq < this.seq) return false;
    if (this.epoch && view.epoch !== this.epoch) this.past.add(this.epoch);
    this.epoch = view.epoch;
    this.seq = view.seq;
    return true;
  }
}
