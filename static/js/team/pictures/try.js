/** 抢答测试: nothing counts yet; the station tries its button and reads how well it can be timed. */

import { isPressKey, touchTime } from "../presser.js";
import { newKey } from "../../lib/keys.js";
import { live } from "../../lib/live.js";
import { Sign } from "../../lib/signs.js";
import { t } from "../../lib/words.js";
import { html, useEffect, useRef, useState } from "/static/vendor/preact.js";

/** What this device's last press came to: the server's reckoning, or that nothing has come back. */
function Outcome({ result, silent }) {
  if (silent)
    return html`<${Sign} name="pause" /><b class="press-word">${t("team.try.silent")}</b><p>${t("team.try.silent_small")}</p>`;
  const figures = { rtt: result.rtt ?? "–", uncertainty: result.uncertainty };
  return html`<${Sign} name="hand" /><b class="press-word">${t("team.try.got")}</b><p>${t("team.try.figures", figures)}</p><p>${t("team.try.again")}</p>`;
}

export function Try({ result, onPress }) {
  const [silent, setSilent] = useState(false);
  const held = useRef(false);

  async function press(event) {
    event.preventDefault();
    if (held.current) return;
    held.current = true;
    navigator.vibrate?.(40);
    const key = newKey();
    onPress(key);
    try {
      const answer = await live.emit("press.test", { press: key, ...touchTime(event) });
      setSilent(answer?.ok === false);
    } catch {
      setSilent(true);
    } finally {
      held.current = false;
    }
  }

  useEffect(() => {
    const onKey = (event) => isPressKey(event) && press(event);
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });

  const done = result || silent;
  return html`
    <button type="button" class=${`press press-${done ? "pressed" : "armed"}`} onPointerDown=${press}
      onClick=${(event) => event.detail === 0 && press(event)} onContextMenu=${(event) => event.preventDefault()}>
      <span class="press-face" role="status" aria-live="assertive">
        ${done ? html`<${Outcome} result=${result} silent=${silent} />` : html`<span class="press-disc"><b>${t("team.press.armed")}</b></span>`}
        <p class="press-trial">${t("team.try.trial")}</p>
      </span>
    </button>
  `;
}
