/**
 * The sound of the big screen: what the view shows for the first time is heard, once.
 *
 * Nothing is heard of what happened before: not with the first view, not with the first after a connection, not while
 * the page is out of sight, and not of a view that took long to come.
 */

import { heardIn, ticksOf } from "/static/js/display/sound_events.js";
import { sound as play } from "/static/js/display/sound_voices.js";

/** @typedef {import("/static/js/display/sound_events.js").SoundName} SoundName */
/** @typedef {"off" | "allowed" | "blocked"} Sounding */

/** A view that is older than this, in ms, tells of what is over. */
const OLD = 2_500;

/**
 * How loud for the ear a volume in per cent is.
 *
 * @param {number} volume
 */
export const gainOf = (volume) => (Math.min(100, Math.max(0, volume)) / 100) ** 2;

/** A context begins suspended, and runs soon after where the browser lets it: until then, in ms, nothing is said of it. */
const SETTLES = 1_500;

export class ScreenSound {
  /** @type {AudioContext | null} */
  #context = null;
  /** @type {GainNode | null} */
  #out = null;
  /** @type {View | null} */
  #view = null;
  /** @type {Set<string>} */
  #known = new Set();
  /** @type {ReturnType<typeof setTimeout>[]} */
  #timers = [];
  #fresh = true;
  #settled = true;
  #make;
  #now;
  #told;

  /**
   * @param {object} page
   * @param {() => AudioContext | null} page.makeContext null where the browser has none
   * @param {() => number} page.now the server's time in ms
   * @param {(state: Sounding) => void} page.told hears whether the page sounds, at every change
   */
  constructor({ makeContext, now, told }) {
    this.#make = makeContext;
    this.#now = now;
    this.#told = told;
  }

  /** Whether it sounds. @returns {Sounding} */
  get state() {
    if (!this.#view?.sound) return "off";
    return this.#context?.state === "running" ? "allowed" : "blocked";
  }

  /** What comes next is where things stand, and no news: the page has just connected, or was not followed. */
  begin() {
    this.#fresh = true;
  }

  /**
   * A view has come; `seen`: the page is in sight and follows what happens.
   *
   * @param {View} view
   * @param {boolean} [seen]
   */
  see(view, seen = true) {
    const old = this.#view?.epoch !== view.epoch || this.#now() - view.now > OLD;
    const news = seen && !this.#fresh && !old;
    this.#view = view;
    this.#fresh = false;
    this.#follow();
    const { sounds, known } = heardIn(view, this.#known);
    this.#known = known;
    for (const name of news ? sounds : []) this.#play(name);
    this.#count(seen);
  }

  /** A touch or a key: from then on browsers let a page sound. */
  unlock() {
    if (this.state === "blocked") this.#context?.resume().catch(() => {});
  }

  /** The host tries a sound. @param {SoundName} name */
  test(name) {
    this.#play(name);
  }

  /** The context while the match sounds, as loud as it says. */
  #follow = () => {
    const sound = this.#view?.sound;
    if (sound && !this.#context) this.#open();
    if (this.#out && this.#context) {
      const loud = sound && !sound.muted ? gainOf(sound.volume) : 0;
      this.#out.gain.cancelScheduledValues(this.#context.currentTime);
      this.#out.gain.setValueAtTime(loud, this.#context.currentTime);
    }
    this.#tell();
  };

  #tell = () => {
    if (this.#settled || this.state !== "blocked") this.#told(this.state);
  };

  #open = () => {
    const context = this.#make();
    if (!context) return;
    this.#context = context;
    this.#out = context.createGain();
    const level = context.createDynamicsCompressor();
    this.#out.connect(level);
    level.connect(context.destination);
    context.addEventListener("statechange", () => this.#tell());
    this.#settled = false;
    setTimeout(() => {
      this.#settled = true;
      this.#tell();
    }, SETTLES);
  };

  /** @param {SoundName | "tick" | "end"} name */
  #play = (name) => {
    if (this.state !== "allowed" || this.#view?.sound?.muted || !this.#context || !this.#out) return;
    play(this.#context, this.#out, name, this.#context.currentTime);
  };

  /** The last seconds of the clock that is on the screen.  @param {boolean} seen */
  #count = (seen) => {
    for (const timer of this.#timers) clearTimeout(timer);
    if (!seen || !this.#view?.sound || !this.#view) return;
    const now = this.#now();
    this.#timers = ticksOf(this.#view, now).map(({ at, last }) =>
      setTimeout(() => this.#play(last ? "end" : "tick"), at - now),
    );
  };
}
