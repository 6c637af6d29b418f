/** The host's steps that undo can still take back. */

/**
 * The steps, newest first, as lines of the log; the server says which they are.
 *
 * @param {{ log: LogPart[] }} view
 */
export const stepsOf = (view) => view.log.filter((line) => line.step).sort((a, b) => b.seq - a.seq);
