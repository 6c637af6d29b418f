/**
 * The way to the server: one socket, HTTP beside it, the server's clock, and whether the server answers.
 *
 * What counts is the page's own way there and back: a ping every two seconds, or whatever else the page asks.  What the
 * server sends by itself says nothing about whether anything that the page says arrives.
 */

import { deviceName, nameDevice } from "/static/js/lib/device_name.js";
import { csrfToken, onReturn, pageVersion, seatId } from "/static/js/lib/dom.js";
import { CommandError, errorFrom } from "/static/js/lib/errors.js";
import { AMBER_AFTER, healthAfter, isRefusal, RED_AFTER, sinceOf } from "/static/js/lib/health.js";
import { ClockOffset, SLEPT } from "/static/js/lib/time.js";
import { io } from "/static/vendor/socket.io.js";

/** ms for which the page waits for an answer to what it says. */
export const ACK_WAIT = 3_000;
const PING_EVERY = 2_000;
const FIRST_PINGS = [0, 150, 300, 450, 600, 900, 1_200, 1_500];

const LOOK_EVERY = 500;
/** ms within which an answer of the server tells the time better than a guess. */
const ASK_FIRST = 250;

const clock = new ClockOffset();
/**
 * How far the page can be trusted: `since` when the state holds, ms; `rtt` the round trip, ms; `refused`: the server
 * does not know this seat any more.
 *
 * @typedef {{ state: HealthState, since: number, rtt: number | null, connected: boolean, refused: boolean }} Health
 * @typedef {import("/static/js/lib/health.js").HealthState} HealthState
 */

/** @type {Set<(health: Health) => void>} */
const healthListeners = new Set();
/**
 * When the newest question was asked that the server has answered, on the local clock.
 *
 * @type {number | null}
 */
let answered = null;
/**
 * When the oldest question was asked that waits for an answer.
 *
 * @type {number | null}
 */
let waiting = null;
let refused = false;
let startedAt = 0;
/** The seq of the view that the page shows. @type {number | undefined} */
let shown;
/** @type {Health} */
let health = { state: "amber", since: Date.now(), rtt: null, connected: false, refused };

const local = () => performance.now();
let apart = Date.now() - local();

/** The socket of namespace /live; it connects when the link is opened. */
export const socket = io("/live", {
  autoConnect: false,
  auth: { seat: seatId() },
  transports: ["websocket", "polling"],
  reconnectionDelay: 300,
  reconnectionDelayMax: 2_000,
  timeout: 5_000,
});

/** The present health. */
export const currentHealth = () => health;

/**
 * Call `fn(health)` at every change, and at once.
 *
 * @param {(health: Health) => void} fn
 */
export function onHealth(fn) {
  fn(health);
  healthListeners.add(fn);
  return () => void healthListeners.delete(fn);
}

/** The server's time in whole ms. */
export const now = () => Math.round(clock.offset === null ? Date.now() : local() + clock.offset);

/** The best round trip of the last ones in ms, or null. */
export const roundTrip = () => clock.rtt;

/**
 * A view's own `now` sets the clock roughly until the first round trip is measured.
 *
 * @param {number | undefined} server
 */
export const hintTime = (server) => clock.hint(local(), server);

/**
 * The page shows the view of this seq; the desks learn of it with the next ping.
 *
 * @param {number} seq
 */
export function shows(seq) {
  shown = seq;
}

/** @param {number} asked when the question was asked that has been answered */
function heard(asked) {
  answered = Math.max(answered ?? asked, asked);
  waiting = null;
  refused = false;
  checkHealth();
}

/** The server does not take this seat any more; the page tries again, since a new card may bring it back. */
function turnedAway() {
  refused = true;
  checkHealth();
}

function checkHealth() {
  const silence = local() - (answered ?? startedAt);
  const state = refused ? "red" : answered === null && silence < RED_AFTER ? "amber" : healthAfter(silence);
  const { connected } = socket;
  const changed = state !== health.state || connected !== health.connected || refused !== health.refused;
  if (changed || clock.rtt !== health.rtt) {
    health = { state, since: sinceOf(state, health, now() - Math.round(silence)), rtt: clock.rtt, connected, refused };
    for (const fn of healthListeners) fn(health);
  }
  if (state === "red" && connected && waiting !== null && local() - waiting >= AMBER_AFTER) restart();
}

/** A socket that reports itself connected while nothing is answered is half-open: connect anew. */
function restart() {
  waiting = null;
  socket.disconnect();
  socket.connect();
}

/**
 * In a sleep the local clock may stand still while the time of day goes on: then the server's time is set anew.  Where
 * the time of day was set, it looks the same; so the server is asked first.
 */
function checkSleep() {
  const slept = Date.now() - local() - apart;
  apart += slept;
  if (Math.abs(slept) < SLEPT) return;
  clock.parted(local(), slept);
  for (const wait of FIRST_PINGS) setTimeout(ping, wait);
  setTimeout(() => clock.guess(), ASK_FIRST);
}

function look() {
  checkSleep();
  checkHealth();
}

async function ping() {
  if (!socket.connected) return;
  const sent = local();
  try {
    const pong = await emit("ping.time", {
      t0: sent,
      rtt: clock.rtt,
      seq: shown,
      version: pageVersion(),
      name: deviceName(),
    });
    clock.add(sent, local(), pong.server);
    checkHealth();
  } catch {
    // The health shows that nothing came; the next ping asks again.
  }
}

/**
 * Emit with acknowledgement; rejects with "no-answer" where none came in time or the socket is down.
 *
 * @param {string} event
 * @param {object} data
 * @param {number} [wait]
 * @returns {Promise<any>}
 */
export async function emit(event, data, wait = ACK_WAIT) {
  if (!socket.connected) throw new CommandError({ code: "no-answer" });
  const asked = local();
  waiting = waiting ?? asked;
  let answer;
  try {
    answer = await socket.timeout(wait).emitWithAck(event, data);
  } catch {
    throw new CommandError({ code: "no-answer" });
  }
  heard(asked);
  return answer;
}

/**
 * JSON over HTTP; rejects with the server's error, or "no-answer" where it did not answer in time.  What is no JSON is
 * not the server's own: a proxy says so of a server that is gone, a network of a device that has not signed in.
 *
 * @param {string} path
 * @param {RequestInit} [options]
 */
export async function fetchJson(path, options = {}) {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), 2 * ACK_WAIT);
  const asked = local();
  try {
    const headers = { Accept: "application/json", "X-Seat": seatId(), ...options.headers };
    const response = await fetch(path, { credentials: "same-origin", ...options, headers, signal: giveUp.signal });
    const body = await response.json().catch(() => null);
    if (!body) throw new CommandError({ code: "no-answer" });
    const error = response.ok ? null : errorFrom(body, response.status);
    if (error && isRefusal(error.code)) turnedAway();
    else if (!socket.connected) heard(asked);
    if (error) throw error;
    return body;
  } catch (error) {
    throw error instanceof CommandError ? error : new CommandError({ code: "no-answer" });
  } finally {
    clearTimeout(timer);
  }
}

/** A desk lets this screen go to another one's place; where that fails, it stays, and the desk sees that. */
async function goElsewhere() {
  try {
    const { home } = await fetchJson("/api/moved", { method: "POST", headers: { "X-CSRFToken": csrfToken() } });
    location.assign(home);
  } catch {
    // It shows what it showed.
  }
}

/**
 * Open the link; `connected()` at every connection, `returned()` when the page comes back into sight.
 *
 * @param {{ connected: () => void, returned: () => void }} listeners
 */
export function openLink({ connected, returned }) {
  startedAt = local();
  socket.on("time.probe", (_data, acknowledge) => acknowledge({}));
  socket.on("page.reload", () => location.reload());
  socket.on("page.name", ({ name }) => nameDevice(name));
  socket.on("page.move", goElsewhere);
  socket.on("connect", () => {
    heard(local());
    clock.reset();
    for (const wait of FIRST_PINGS) setTimeout(ping, wait);
    connected();
  });
  socket.on("disconnect", (why) => {
    checkHealth();
    if (why === "io server disconnect") setTimeout(() => socket.connect(), 1_000);
  });
  socket.on("connect_error", ({ message }) => {
    if (isRefusal(message)) turnedAway();
    else checkHealth();
    if (!socket.active) setTimeout(() => socket.connect(), 3_000);
  });
  onReturn(() => {
    checkSleep();
    if (socket.connected) ping();
    else socket.connect();
    returned();
  });
  setInterval(ping, PING_EVERY);
  setInterval(look, LOOK_EVERY);
  socket.connect();
}
