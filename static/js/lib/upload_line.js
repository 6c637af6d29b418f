/** What is shown of a file on its way. */

import { t } from "/static/js/lib/words.js";

/**
 * Percent that have arrived; a file is not whole before the server says so.
 *
 * @param {number} arrived
 * @param {number} size
 */
export const percentOf = (arrived, size) => Math.min(99, Math.floor((100 * arrived) / Math.max(1, size)));

/**
 * What a line says of a file on its way.
 *
 * @param {string} name
 * @param {import("/static/js/lib/upload.js").Progress} progress
 */
export const lineOf = (name, { phase, arrived, size }) =>
  t(`attachments.file.${phase}`, { name, percent: percentOf(arrived, size) });
