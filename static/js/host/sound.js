/** The sound of the big screen at the host's console: whether it may be heard, silence at once, a sound to try. */

import { useSaid } from "/static/js/host/said.js";
import { soundingOf } from "/static/js/host/sounding.js";
import { cls } from "/static/js/lib/dom.js";
import { live } from "/static/js/lib/live.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

const SOUNDS = /** @type {const} */ (["countdown", "press", "right", "wrong", "reveal", "applause"]);

/**
 * Nothing where the match has no sound.
 *
 * @param {{ view: DeskView }} props
 */
export function SoundKeys({ view }) {
  const { say, problem } = useSaid((/** @type {object} */ said) => live.emit("screen.sound", said));
  if (!view.sound) return null;
  const { muted, volume } = view.sound;
  const state = soundingOf(view.presence);
  return html`<div class="sound-keys" role="group" aria-label=${t("host.sound.title")}>
    <p class=${cls("sound-state", `sound-${muted ? "muted" : state}`)} role="status">${t(`host.sound.state.${muted ? "muted" : state}`, { volume })}</p>
    <button type="button" class=${cls("key", "key-small", muted && "pressed")} aria-pressed=${muted ? "true" : "false"} onClick=${say({ mute: !muted })}>${t("host.sound.mute")}</button>
    <details>
      <summary class="key key-small">${t("host.sound.test")}</summary>
      <div class="scene-keys">
        ${SOUNDS.map((name) => html`<button key=${name} type="button" class="key key-small" disabled=${muted} onClick=${say({ test: name })}>${t(`host.sound.name.${name}`)}</button>`)}
      </div>
    </details>
    ${problem}
  </div>`;
}
