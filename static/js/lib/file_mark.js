/** What a device knows a file by, so that it is found again after a reload. */

/** Bytes at each end of a file that its mark is made of. */
const ENDS = 64 * 1024;

const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * What this device knows a file by.  Plain http has no `crypto.subtle`: two runs of FNV-1a are enough to tell a
 * person's own files apart.
 *
 * @param {Blob} file
 */
export async function markOf(file) {
  const ends = [file.slice(0, ENDS), file.slice(Math.max(0, file.size - ENDS))];
  const bytes = await Promise.all(ends.map((end) => end.arrayBuffer()));
  return bytes.map((end) => fnv(new Uint8Array(end))).join("");
}

/** @param {Uint8Array} bytes */
function fnv(bytes) {
  let hash = FNV_START;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, FNV_PRIME);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
