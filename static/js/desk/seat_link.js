/** Addresses of other pages of the same seat: one browser may hold several. */

import { seatId } from "/static/js/lib/dom.js";

/**
 * `path` with the ticket of this page's seat.
 *
 * @param {string} path
 */
export const seatLink = (path) => (seatId() ? `${path}?seat=${seatId()}` : path);
