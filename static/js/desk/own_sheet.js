/** Whose a mark sheet is that waits for a second person. */

/**
 * Whether the holder of this ticket gave the mark sheet, so that somebody else has to decide on it.
 *
 * @param {{ by: string }} sheet
 * @param {string} ticket
 */
export const isOwn = ({ by }, ticket) => by === `ticket:${ticket}`;
