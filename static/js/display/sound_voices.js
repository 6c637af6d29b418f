/**
 * The sounds of the big screen, made by the browser: oscillators, noise and envelopes; no file is loaded.
 *
 * Each gives its notes to `out` from `at` on, in seconds of the context's clock.
 */

/** @typedef {import("/static/js/display/sound_events.js").SoundName} SoundName */
/** @typedef {{ from: number, to?: number, at: number, lasts: number, loud: number, wave?: OscillatorType }} Note */

const SILENT = 0.0001;
const ATTACK = 0.008;

/**
 * One note that swells at once and dies away.
 *
 * @param {BaseAudioContext} context
 * @param {AudioNode} out
 * @param {Note} note
 */
function play(context, out, { from, to = from, at, lasts, loud, wave = "sine" }) {
  const tone = context.createOscillator();
  const level = context.createGain();
  tone.type = wave;
  tone.frequency.setValueAtTime(from, at);
  if (to !== from) tone.frequency.exponentialRampToValueAtTime(to, at + lasts);
  level.gain.setValueAtTime(SILENT, at);
  level.gain.exponentialRampToValueAtTime(loud, at + ATTACK);
  level.gain.exponentialRampToValueAtTime(SILENT, at + lasts);
  tone.connect(level);
  level.connect(out);
  tone.start(at);
  tone.stop(at + lasts + 0.02);
}

/** The notes of each sound but the applause; `at` from its beginning. */
const NOTES = {
  tick: [{ from: 880, at: 0, lasts: 0.11, loud: 0.5, wave: "triangle" }],
  end: [
    { from: 440, at: 0, lasts: 0.7, loud: 0.5, wave: "triangle" },
    { from: 441.5, at: 0, lasts: 0.7, loud: 0.3, wave: "square" },
  ],
  press: [
    { from: 988, at: 0, lasts: 0.16, loud: 0.6, wave: "triangle" },
    { from: 1319, at: 0.09, lasts: 0.5, loud: 0.6, wave: "triangle" },
  ],
  right: [
    { from: 523.25, at: 0, lasts: 0.35, loud: 0.45, wave: "triangle" },
    { from: 659.25, at: 0.11, lasts: 0.35, loud: 0.45, wave: "triangle" },
    { from: 783.99, at: 0.22, lasts: 0.35, loud: 0.45, wave: "triangle" },
    { from: 1046.5, at: 0.33, lasts: 0.9, loud: 0.5, wave: "triangle" },
  ],
  wrong: [
    { from: 196, to: 185, at: 0, lasts: 0.28, loud: 0.32, wave: "square" },
    { from: 147, to: 131, at: 0.26, lasts: 0.6, loud: 0.32, wave: "square" },
  ],
  reveal: [
    { from: 262, to: 1047, at: 0, lasts: 0.55, loud: 0.3 },
    { from: 784, at: 0.5, lasts: 1.1, loud: 0.35, wave: "triangle" },
    { from: 1175, at: 0.56, lasts: 1.1, loud: 0.25 },
    { from: 1568, at: 0.62, lasts: 1.2, loud: 0.2 },
  ],
};

const CLAPS = 420;
const CLAPPING = 4.2;
/** One clap, in seconds. */
const CLAP = 0.02;

/**
 * Noise of many hands: claps at times of their own, that swell and die away.
 *
 * @param {BaseAudioContext} context
 */
function handsOf(context) {
  const rate = context.sampleRate;
  const buffer = context.createBuffer(1, Math.ceil((CLAPPING + CLAP) * rate), rate);
  const samples = buffer.getChannelData(0);
  const length = Math.floor(CLAP * rate);
  for (let clap = 0; clap < CLAPS; clap += 1) {
    const when = Math.random() * CLAPPING;
    const share = when / CLAPPING;
    const loud = Math.min(1, share * 6) * (1 - share) ** 0.8 * (0.25 + Math.random() * 0.5);
    const start = Math.floor(when * rate);
    for (let i = 0; i < length; i += 1)
      samples[start + i] += (Math.random() * 2 - 1) * loud * Math.exp((-6 * i) / length);
  }
  return buffer;
}

/** @param {BaseAudioContext} context @param {AudioNode} out @param {number} at */
function applaud(context, out, at) {
  const hands = context.createBufferSource();
  const room = context.createBiquadFilter();
  hands.buffer = handsOf(context);
  room.type = "bandpass";
  room.frequency.setValueAtTime(1_500, at);
  room.Q.setValueAtTime(0.5, at);
  hands.connect(room);
  room.connect(out);
  hands.start(at);
}

/**
 * Play a sound from `at` on; "tick" and "end" are the parts of a countdown, which is all of them where it is tried.
 *
 * @param {BaseAudioContext} context
 * @param {AudioNode} out
 * @param {SoundName | "tick" | "end"} name
 * @param {number} at
 */
export function sound(context, out, name, at) {
  if (name === "applause") applaud(context, out, at);
  else if (name === "countdown")
    for (const [second, part] of /** @type {const} */ (["tick", "tick", "tick", "end"]).entries())
      sound(context, out, part, at + second);
  else for (const note of NOTES[name]) play(context, out, /** @type {Note} */ ({ ...note, at: at + note.at }));
}
