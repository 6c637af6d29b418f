import assert from "node:assert/strict";
import { test } from "node:test";
import { CommandError } from "/static/js/lib/errors.js";
import { markOf } from "/static/js/lib/file_mark.js";
import { sendFile } from "/static/js/lib/upload.js";
import { lineOf, percentOf } from "/static/js/lib/upload_line.js";
import { setWords } from "/static/js/lib/words.js";

const bytes = (size) => Uint8Array.from({ length: size }, (_, at) => at % 251);
const fileOf = (size, name = "表.pdf") => new File([bytes(size)], name);

/** A server that keeps parts, and does what `troubles` says before it answers: an error by the number of the request. */
class FakeServer {
  asked = [];
  parts = new Uint8Array(0);
  troubles = new Map();
  part = 100;
  ask = async (path, { method, body, json, headers }) => {
    this.asked.push(`${method} ${path.replace("/api/attachments/", "")}`);
    const trouble = this.troubles.get(this.asked.length);
    if (trouble?.code === "lost") {
      this.#take(path, body, headers);
      throw new CommandError({ code: "no-answer" });
    }
    if (trouble) throw new CommandError(trouble);
    if (json) this.begun = json;
    if (path.endsWith("/finish")) return { id: "u1", name: this.begun.name, size: this.parts.length };
    if (method === "PUT") this.#take(path, body, headers);
    return { id: "u1", arrived: this.parts.length, part: this.part };
  };
  #take(_path, body, headers) {
    const offset = Number(headers["Upload-Offset"]);
    if (offset !== this.parts.length)
      throw new CommandError({ code: "upload-offset", status: 409, fields: { arrived: this.parts.length } });
    this.parts = Uint8Array.from([...this.parts, ...new Uint8Array(body)]);
  }
}

function send(server, file, more = {}) {
  const told = [];
  const waits = [];
  const task = {
    owner: "d1",
    field: "scan",
    file,
    ask: server.ask,
    wait: async (ms) => waits.push(ms),
    onProgress: ({ phase, arrived }) => told.push(`${phase} ${arrived}`),
    ...more,
  };
  return { done: sendFile(task), told, waits };
}

test("a file arrives part by part and is attached at the end", async () => {
  const server = new FakeServer();
  const { done, told } = send(server, fileOf(250));
  assert.deepEqual(await done, { id: "u1", name: "表.pdf", size: 250 });
  assert.deepEqual(server.parts, bytes(250));
  assert.deepEqual(server.asked, [
    "POST of/d1/scan",
    "PUT uploads/u1",
    "PUT uploads/u1",
    "PUT uploads/u1",
    "POST uploads/u1/finish",
  ]);
  assert.deepEqual(told, ["sending 0", "sending 0", "sending 100", "sending 200", "reading 250"]);
  assert.deepEqual(server.begun, { name: "表.pdf", size: 250, mark: await markOf(fileOf(250)) });
});

test("what has arrived before a reload is not sent again", async () => {
  const server = new FakeServer();
  server.parts = bytes(200);
  await send(server, fileOf(250)).done;
  assert.deepEqual(server.parts, bytes(250));
  assert.equal(server.asked.filter((one) => one.startsWith("PUT")).length, 1);
});

test("a dead network only makes it wait, longer each time", async () => {
  const server = new FakeServer();
  for (const number of [1, 3, 4, 5]) server.troubles.set(number, { code: "no-answer" });
  const { done, told, waits } = send(server, fileOf(150));
  assert.equal((await done).size, 150);
  assert.deepEqual(waits, [400, 400, 800, 1600]);
  assert.ok(told.includes("waiting 0"));
});

test("a part whose answer was lost is not kept twice", async () => {
  const server = new FakeServer();
  server.troubles.set(2, { code: "lost" });
  await send(server, fileOf(250)).done;
  assert.deepEqual(server.parts, bytes(250));
});

test("what is wrong with a file is said at once, and a full disk too", async () => {
  for (const code of ["attachment-encrypted", "disk-full", "disk-short"]) {
    const server = new FakeServer();
    server.troubles.set(3, { code, status: code.startsWith("disk-") ? 409 : 400 });
    await assert.rejects(send(server, fileOf(50)).done, { code });
    assert.equal(server.asked.length, 3);
  }
});

test("a file that is being checked is asked for again", async () => {
  const server = new FakeServer();
  server.troubles.set(3, { code: "upload-being-read", status: 409 });
  const { done, told } = send(server, fileOf(50));
  assert.equal((await done).id, "u1");
  assert.deepEqual(told.slice(-2), ["reading 50", "reading 50"]);
});

test("an upload that the server has forgotten begins anew, once", async () => {
  const server = new FakeServer();
  server.troubles.set(2, { code: "upload-ended", status: 404 });
  assert.equal((await send(server, fileOf(50)).done).id, "u1");
  const other = new FakeServer();
  for (const number of [2, 4]) other.troubles.set(number, { code: "upload-ended", status: 404 });
  await assert.rejects(send(other, fileOf(50)).done, { code: "upload-ended" });
});

test("it stops when told to, and sends nothing more", async () => {
  const server = new FakeServer();
  const stopper = new AbortController();
  server.troubles.set(2, { code: "no-answer" });
  const { done } = send(server, fileOf(250), { signal: stopper.signal, wait: async () => stopper.abort() });
  await assert.rejects(done, { code: "stopped" });
  assert.equal(server.asked.length, 2);
});

test("a file that can no longer be read is named", async () => {
  const file = fileOf(50);
  file.slice = () => ({ arrayBuffer: () => Promise.reject(new Error("gone")) });
  await assert.rejects(send(new FakeServer(), file).done, { code: "file-changed" });
});

test("the mark tells files apart by their first and last bytes", async () => {
  const large = bytes(300_000);
  const marks = [large, large.slice(0, 299_999), Uint8Array.from([9, ...large.slice(1)])].map((one) =>
    markOf(new Blob([one])),
  );
  const found = await Promise.all(marks);
  assert.equal(new Set(found).size, 3);
  assert.equal(await markOf(new Blob([large])), found[0]);
  assert.match(found[0], /^[0-9a-f]{16}$/);
  assert.match(await markOf(new Blob([])), /^[0-9a-f]{16}$/);
});

test("a line says how far a file is, and never 100% before the server has it", () => {
  setWords({ attachments: { file: { sending: "{name} {percent}%", waiting: "等待 {name}" } } });
  assert.equal(lineOf("表.pdf", { phase: "sending", arrived: 1, size: 3 }), "表.pdf 33%");
  assert.equal(lineOf("表.pdf", { phase: "waiting", arrived: 1, size: 3 }), "等待 表.pdf");
  assert.deepEqual([percentOf(3, 3), percentOf(0, 0)], [99, 0]);
});
