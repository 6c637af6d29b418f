// A station in the press test: one big button, and what the server made of it.
import { html, useState } from "/static/vendor/preact.js";
import { useTick } from "/static/js/lib/clock.js";
import { cls } from "/static/js/lib/dom.js";
import { errorFrom } from "/static/js/lib/errors.js";
import { newKey } from "/static/js/lib/keys.js";
import { live } from "/static/js/lib/live.js";
import { t } from "/static/js/lib/words.js";
import { Header } from "../desk/header.js";
import { Refusal } from "../desk/notice.js";
import { Remarks } from "../desk/press_table.js";
import { pressesOf, verdict } from "./quality.js";

/** The whole screen is the button. */
export function Station({ view, seat, team, results }) {
  const [error, setError] = useState(null);
  const [down, setDown] = useState(false);
  useTick(1_000);
  const { last, count, current } = pressesOf(results, team);
  const open = results.at(-1)?.state === "started" || (current && results.some((result) => result.state === "started"));
  const press = async () => {
    const pressed_at = live.now();
    setDown(true);
    setTimeout(() => setDown(false), 200);
    navigator.vibrate?.(40);
    try {
      const answer = await live.emit("press.test", { press: newKey(), pressed_at, rtt: live.health.rtt });
      setError(answer?.ok === false ? errorFrom(answer) : null);
    } catch (refused) {
      setError(refused);
    }
  };
  return html`<div class="desk presstest">
    <${Header} view=${view} seat=${seat} role=${t("common.role.team")} />
    <main class="presstest-station">
      <button type="button" class=${cls("presstest-button", open && "open", down && "down")} onPointerDown=${press} onClick=${(e) => e.detail === 0 && press()}>
        <b>${t(open && !current ? "presstest.press_now" : "presstest.press")}</b>
        <span>${t("presstest.times", { count })}</span>
      </button>
      ${error && html`<${Refusal} error=${error} />`}
      <${Figures} last=${last} />
    </main>
  </div>`;
}

/** What the last press rests on, and the verdict. */
function Figures({ last }) {
  const good = verdict(last);
  return html`<dl class="figures" aria-live="polite">
    <dt>${t("presstest.after")}</dt>
    <dd>${last?.after === null || !last ? "–" : t("presstest.ms", { ms: last.after })}</dd>
    <dt>${t("presstest.uncertainty")}</dt>
    <dd>${last ? `± ${t("presstest.ms", { ms: last.uncertainty })}` : "–"}</dd>
    <dt>${t("presstest.rtt")}</dt>
    <dd>${live.health.rtt === null ? "–" : t("presstest.ms", { ms: live.health.rtt })}</dd>
    <dt>${t("presstest.offset")}</dt>
    <dd>${t("presstest.ms", { ms: live.now() - Date.now() })}</dd>
    <dt>${t("presstest.verdict")}</dt>
    <dd class=${`quality quality-${good}`}>${t(`presstest.quality.${good}`)}<${Remarks} press=${last} /></dd>
  </dl>`;
}
