/** 抢答测试: nothing counts yet; the station tries its button and reads how well it can be timed. */

import { deviceLacks } from "/static/js/lib/device_lacks.js";
import { live } from "/static/js/lib/live.js";
import { newKey } from "/static/js/lib/random_key.js";
import { Sign } from "/static/js/lib/signs.js";
import { t } from "/static/js/lib/words.js";
import { isPressKey, touchTime } from "/static/js/team/send_press.js";
import { html, useLayoutEffect, useRef, useState } from "/static/vendor/preact.js";

/**
 * The result of this device's last press: the server's figures, or that nothing has come back.
 *
 * @param {{ result: PressTestResult | null, silent: boolean }} props
 */
function Outcome({ result, silent }) {
  if (silent)
    return html`<${Sign} name="pause" /><b class="press-word">${t("team.press_test.silent")}</b><p>${t("team.press_test.silent_small")}</p>`;
  const figures = { rtt: result?.rtt ?? "–", uncertainty: result?.uncertainty };
  return html`<${Sign} name="hand" /><b class="press-word">${t("team.press_test.got")}</b><p>${t("team.press_test.figures", figures)}</p><p>${t("team.press_test.again")}</p>`;
}

/**
 * The picture: the button, or the result of its last press.
 *
 * @param {{ result: PressTestResult | null, onPress: (press: string) => void }} props
 */
export function PressTest({ result, onPress }) {
  const [silent, setSilent] = useState(false);
  const held = useRef(false);

  /** @param {Event} event */
  async function press(event) {
    event.preventDefault();
    if (held.current) return;
    held.current = true;
    navigator.vibrate?.(40);
    const key = newKey();
    onPress(key);
    try {
      const answer = await live.emit("press.test", { press: key, ...touchTime(event), lacks: deviceLacks() });
      setSilent(answer?.ok === false);
    } catch {
      setSilent(true);
    } finally {
      held.current = false;
    }
  }

  useLayoutEffect(() => {
    /** @param {KeyboardEvent} event */
    const onKey = (event) => isPressKey(event) && press(event);
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });

  const done = result || silent;
  return html`
    <button type="button" class=${`press press-${done ? "pressed" : "armed"}`} onPointerDown=${press}
      onClick=${(/** @type {MouseEvent} */ event) => event.detail === 0 && press(event)} onContextMenu=${(/** @type {Event} */ event) => event.preventDefault()}>
      <span class="press-face" role="status" aria-live="assertive">
        ${done ? html`<${Outcome} result=${result} silent=${silent} />` : html`<span class="press-disc"><b>${t("team.press.armed")}</b></span>`}
        <p class="press-test-note">${t("team.press_test.note")}</p>
      </span>
    </button>
  `;
}
