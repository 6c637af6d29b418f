/**
 * Follows a public view: told over a socket while the server has room for one, else by asking every few seconds.  The
 * page does not notice which.
 */

import { onReturn } from "/static/js/lib/dom.js";
import { Order } from "/static/js/public_live/order.js";

/** ms between two questions, and what is added by chance so that a hall does not ask at once. */
export const ASK_EVERY = 5_000;
const BY_CHANCE = 2_000;
/** ms after which a page that was not let in asks for a socket again. */
export const SOCKET_AGAIN = 60_000;
/** ms without a question or a push after which a page asks although its socket is open. */
const SILENCE = 60_000;

/**
 * @typedef {object} Way
 * @property {() => Promise<PublicView | null>} ask  the view; null where it was not answered
 * @property {(told: (view: PublicView) => void, state: (open: boolean) => void) => { open: () => void }} socket
 * @property {() => number} now
 * @property {(work: () => void, ms: number) => unknown} later
 * @property {() => number} chance  from 0 to 1
 */

/**
 * Follow from now on: `shown(view, heard)` is called with every view that is not older than the last one, and again
 * with the same view when it was found to be still true.
 *
 * @param {Way} way
 * @param {(view: PublicView, heard: number) => void} shown
 * @param {PublicView} first
 */
export function follow(way, shown, first) {
  const order = new Order();
  let open = false;
  let asking = false;
  let heard = way.now();
  let refusedAt = -SOCKET_AGAIN;

  /** @param {PublicView} view */
  const take = (view) => {
    if (!order.takes(view)) return;
    heard = way.now();
    shown(view, heard);
  };
  const socket = way.socket(take, (state) => {
    if (!state) refusedAt = way.now();
    open = state;
  });
  const ask = async () => {
    if (asking) return;
    asking = true;
    try {
      const view = await way.ask();
      if (view) take(view);
    } finally {
      asking = false;
    }
  };
  const step = () => {
    if (!open && way.now() - refusedAt >= SOCKET_AGAIN) {
      refusedAt = way.now();
      socket.open();
    }
    if (!document.hidden && (!open || way.now() - heard > SILENCE)) ask();
    way.later(step, ASK_EVERY + way.chance() * BY_CHANCE);
  };
  take(first);
  onReturn(ask);
  step();
}
