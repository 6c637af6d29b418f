// The peer: Socket.IO as it comes.  node node.mjs PORT LOG VIEW-FILE, with socket.io in node_modules beside it.
import { closeSync, fdatasyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { createServer } from "node:http";
import { Server } from "socket.io";

const [port, log, file] = process.argv.slice(2);
const view = JSON.parse(readFileSync(file, "utf8"));
const record = openSync(log, "a");
let seq = 0;
const http = createServer();
const io = new Server(http, { transports: ["websocket"], perMessageDeflate: false, pingInterval: 5000, pingTimeout: 10000 });
const live = io.of("/live");
live.on("connection", (socket) => {
  socket.emit("view", { ...view, seq });
  socket.on("command", (said, answer) => {
    writeSync(record, `${JSON.stringify(said)}\n`);
    fdatasyncSync(record);
    seq += 1;
    answer({ ok: true, seq });
    live.emit("view", { ...view, seq });
  });
});
process.on("exit", () => closeSync(record));
http.listen(Number(port), "127.0.0.1", 4096, () => console.log("ready"));
