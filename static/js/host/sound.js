/** The sound of the big screen at the host's console: whether it may be heard, silence at once, a sound to try. */

import { soundingOf } from "/static/js/host/sounding.js";
import { cls, releaseFocus } from "/static/js/lib/dom.js";
import { live } from "/static/js/lib/live.js";
import { t } from "/static/js/lib/words.js";
import { html, useState } from "/static/vendor/preact.js";

const SOUNDS = /** @type {const} */ (["countdown", "press", "right", "wrong", "reveal", "applause"]);

/**
 * Nothing where the match has no sound.
 *
 * @param {{ view: DeskView }} props
 */
export function SoundKeys({ view }) {
  const [problem, setProblem] = useState("");
  if (!view.sound) return null;
  const { muted, volume } = view.sound;
  const state = soundingOf(view.presence);
  /** @param {object} said */
  const say = (said) => (/** @type {ElementEvent<MouseEvent, HTMLElement>} */ event) => {
    releaseFocus(event);
    live.emit("screen.sound", said).then(
      ({ ok, error }) => setProblem(ok ? "" : error.message),
      () => setProblem(t("errors.no-answer.message")),
    );
  };
  return html`<div class="sound-keys" role="group" aria-label=${t("host.sound.title")}>
    <p class=${cls("sound-state", `sound-${muted ? "muted" : state}`)} role="status">${t(`host.sound.state.${muted ? "muted" : state}`, { volume })}</p>
    <button type="button" class=${cls("key", "key-small", muted && "pressed")} aria-pressed=${muted ? "true" : "false"} onClick=${say({ mute: !muted })}>${t("host.sound.mute")}</button>
    <details>
      <summary class="key key-small">${t("host.sound.test")}</summary>
      <div class="scene-keys">
        ${SOUNDS.map((name) => html`<button key=${name} type="button" class="key key-small" disabled=${muted} onClick=${say({ test: name })}>${t(`host.sound.name.${name}`)}</button>`)}
      </div>
    </details>
    ${problem && html`<p class="sound-problem" role="alert">${problem}</p>`}
  </div>`;
}
