/**
 * Sends a file in parts.  A dead network only makes it wait; after a reload the same file, chosen again, goes on where
 * it was, because the server knows it by its name, its size and a mark of its first and last bytes.
 */

import { CommandError, isPassing } from "/static/js/lib/errors.js";
import { markOf } from "/static/js/lib/file_mark.js";
import { backoff } from "/static/js/lib/outbox.js";
import { requestJson } from "/static/js/lib/requests.js";

/** ms for which a part may be on its way, and for which the server may look at the whole file. */
const PART_PATIENCE = 60_000;
const READ_PATIENCE = 240_000;

/**
 * An attached file, and a file that is arriving, as the server says them.
 *
 * @typedef {{ id: string, field: string, name: string, kind: string, size: number, pages: number, at: number }} Attached
 * @typedef {{ id: string, field: string, name: string, size: number, arrived: number, part: number }} Arriving
 *
 * How far it is: `sending`, `waiting` for the network, `reading` while the server looks at it.
 * @typedef {{ phase: "sending" | "waiting" | "reading", arrived: number, size: number }} Progress
 *
 * @typedef {{
 *   owner: string,
 *   field: string,
 *   file: File,
 *   onProgress?: (progress: Progress) => void,
 *   signal?: AbortSignal,
 *   ask?: (path: string, asked: import("/static/js/lib/requests.js").Asked) => Promise<any>,
 *   wait?: (ms: number) => Promise<unknown>,
 * }} Task
 */

/**
 * True where the same step may be tried again.  After `disk-full` and `disk-short` the server has forgotten the upload.
 *
 * @param {CommandError} error
 */
const mayTryAgain = (error) =>
  !error.code.startsWith("disk-") && (isPassing(error, true) || error.code === "upload-being-read");

/**
 * Send a file; resolves with what the server has attached, rejects with what is wrong, or "stopped".
 *
 * @param {Task} task
 * @returns {Promise<Attached>}
 */
export async function sendFile(task) {
  const sending = new Sending(task);
  try {
    return await sending.run();
  } catch (error) {
    // The server forgot it while the network was dead for long, or was asked to attach it twice: once more from the
    // beginning, and no second time.
    if (!(error instanceof CommandError && error.code === "upload-ended")) throw error;
    return sending.run();
  }
}

class Sending {
  #task;
  #ask;
  #wait;
  #arrived = 0;

  /** @param {Task} task */
  constructor(task) {
    this.#task = task;
    this.#ask = task.ask ?? requestJson;
    this.#wait = task.wait ?? ((/** @type {number} */ ms) => new Promise((done) => setTimeout(done, ms)));
  }

  /** @returns {Promise<Attached>} */
  async run() {
    const { owner, field, file, signal } = this.#task;
    this.#tell("sending");
    const mark = await readable(markOf(file));
    const path = `/api/attachments/of/${encodeURIComponent(owner)}/${encodeURIComponent(field)}`;
    const json = { name: file.name, size: file.size, mark };
    /** @type {Arriving} */
    const begun = await this.#patient(() => this.#ask(path, { method: "POST", json, signal }));
    this.#arrived = begun.arrived;
    while (this.#arrived < file.size) await this.#part(begun);
    this.#tell("reading");
    const finish = `/api/attachments/uploads/${begun.id}/finish`;
    return this.#patient(() => this.#ask(finish, { method: "POST", patience: READ_PATIENCE, signal }), "reading");
  }

  /** @param {Arriving} upload */
  #part = async (upload) => {
    this.#tell("sending");
    const offset = this.#arrived;
    const body = await readable(this.#task.file.slice(offset, offset + upload.part).arrayBuffer());
    const headers = { "Content-Type": "application/octet-stream", "Upload-Offset": String(offset) };
    const send = () =>
      this.#ask(`/api/attachments/uploads/${upload.id}`, {
        method: "PUT",
        headers,
        body,
        patience: PART_PATIENCE,
        signal: this.#task.signal,
      });
    try {
      this.#arrived = (await this.#patient(send)).arrived;
    } catch (error) {
      // A part whose answer was lost may have arrived, and another tab may be sending the same file.
      if (!(error instanceof CommandError && error.code === "upload-offset")) throw error;
      this.#arrived = error.fields.arrived;
    }
  };

  /**
   * Try until there is an answer that decides.
   *
   * @param {() => Promise<any>} step
   * @param {Progress["phase"]} [after] what to tell once it goes on
   */
  #patient = async (step, after = "sending") => {
    const { signal } = this.#task;
    for (let tries = 1; ; tries += 1) {
      if (signal?.aborted) throw new CommandError({ code: "stopped" });
      try {
        return await step();
      } catch (error) {
        if (!(error instanceof CommandError && mayTryAgain(error))) throw error;
        this.#tell(error.code === "upload-being-read" ? after : "waiting");
        await this.#wait(backoff(tries));
      }
    }
  };

  /** @param {Progress["phase"]} phase */
  #tell = (phase) => {
    this.#task.onProgress?.({ phase, arrived: this.#arrived, size: this.#task.file.size });
  };
}

/**
 * Bytes of the file; a file that was changed, moved or pulled out with its stick can no longer be read.
 *
 * @template T
 * @param {Promise<T>} reading
 * @returns {Promise<T>}
 */
async function readable(reading) {
  try {
    return await reading;
  } catch {
    throw new CommandError({ code: "file-changed" });
  }
}
