/** Keys that a page makes.  `crypto.randomUUID` needs a secure context, which plain http on a LAN is not. */

/** 128 random bits as 32 hex digits. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
