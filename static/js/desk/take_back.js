/** How long what was just done can be taken back with one touch, in ms. */
export const TAKE_BACK_MS = 10_000;
