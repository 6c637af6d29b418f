/** Errors as the server says them: a stable code, words, what is safe, what to do next, and the fields. */

export class CommandError extends Error {
  /**
   * @param {{
   *   code: string,
   *   message?: string,
   *   safe?: string,
   *   next?: string,
   *   fields?: Record<string, any>,
   *   status?: number,
   * }} said
   */
  constructor({ code, message = code, safe = "", next = "", fields = {}, status = 0 }) {
    super(message);
    this.name = "CommandError";
    this.code = code;
    this.safe = safe;
    this.next = next;
    this.fields = fields;
    this.status = status;
  }
}

/**
 * From a body `{"error": {...}}` or an acknowledgement `{"ok": false, "error": {...}}`.
 *
 * @param {{ error?: Partial<ErrorBody> & { safe?: string } } | null | undefined} body
 * @param {number} [status]
 */
export function errorFrom(body, status = 0) {
  const said = body?.error ?? {};
  return new CommandError({
    code: said.code ?? (status ? `http-${status}` : "unreadable-answer"),
    message: said.message,
    safe: said.what_is_safe ?? said.safe,
    next: said.next,
    fields: said.fields,
    status,
  });
}

/**
 * Codes after which the same command may be tried again by itself: the server has not decided on it, or cannot say so.
 */
const PASSING = new Set([
  "no-answer",
  "store-busy",
  "database-away",
  "disk-full",
  "too-many-messages",
  "too-many-tries",
]);

/**
 * True where the same command, under the same key, should be tried again.  A letter that is kept until answered
 * (`durable`) also outlasts faults of the server itself; people at a desk see those at once.
 *
 * @param {{ code: string, status: number }} error
 * @param {boolean} [durable]
 */
export function isPassing({ code, status }, durable = false) {
  return (
    PASSING.has(code) ||
    status === 502 ||
    status === 503 ||
    status === 504 ||
    (durable && (code === "unforeseen" || status >= 500))
  );
}
