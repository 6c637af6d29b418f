/** A station in the press test: one big button, and the server's result. */

import { Header } from "/static/js/desk/header.js";
import { Refusal } from "/static/js/desk/notice.js";
import { Remarks } from "/static/js/desk/press_table.js";
import { useTick } from "/static/js/lib/clock.js";
import { deviceLacks } from "/static/js/lib/device_lacks.js";
import { cls } from "/static/js/lib/dom.js";
import { errorFrom } from "/static/js/lib/errors.js";
import { live } from "/static/js/lib/live.js";
import { newKey } from "/static/js/lib/random_key.js";
import { t } from "/static/js/lib/words.js";
import { pressesOf, verdict } from "/static/js/press_test/quality.js";
import { html, useState } from "/static/vendor/preact.js";

/**
 * The whole screen is the button.
 *
 * @param {{ view: DeskView, seat: string, team: string, results: PressTestResult[] }} props
 */
export function Station({ view, seat, team, results }) {
  const [error, setError] = useState(/** @type {CommandError | null} */ (null));
  const [down, setDown] = useState(false);
  useTick(1_000);
  const { last, count, current } = pressesOf(results, team);
  const open =
    results.slice(-1)[0]?.state === "started" || (current && results.some((result) => result.state === "started"));
  const press = async () => {
    const pressed_at = live.now();
    setDown(true);
    setTimeout(() => setDown(false), 200);
    navigator.vibrate?.(40);
    try {
      const answer = await live.emit("press.test", {
        press: newKey(),
        pressed_at,
        rtt: live.health.rtt,
        lacks: deviceLacks(),
      });
      setError(answer?.ok === false ? errorFrom(answer) : null);
    } catch (refused) {
      setError(/** @type {CommandError} */ (refused));
    }
  };
  return html`<div class="desk press-test">
    <${Header} view=${view} seat=${seat} role=${t("common.role.team")} />
    <main class="press-test-station">
      <button type="button" class=${cls("press-test-button", open && "open", down && "down")} onPointerDown=${press} onClick=${(/** @type {MouseEvent} */ event) => event.detail === 0 && press()}>
        <b>${t(open && !current ? "press_test.press_now" : "press_test.press")}</b>
        <span>${t("press_test.times", { count })}</span>
      </button>
      ${error && html`<${Refusal} error=${error} />`}
      <${Figures} last=${last} />
    </main>
  </div>`;
}

/**
 * The figures of the last press, and how well it was timed.
 *
 * @param {{ last: PressTestResult | null }} props
 */
function Figures({ last }) {
  const good = verdict(last);
  return html`<dl class="figures" aria-live="polite">
    <dt>${t("press_test.after")}</dt>
    <dd>${last?.after === null || !last ? "–" : t("press_test.ms", { ms: last.after })}</dd>
    <dt>${t("press_test.uncertainty")}</dt>
    <dd>${last ? `± ${t("press_test.ms", { ms: last.uncertainty })}` : "–"}</dd>
    <dt>${t("press_test.rtt")}</dt>
    <dd>${live.health.rtt === null ? "–" : t("press_test.ms", { ms: live.health.rtt })}</dd>
    <dt>${t("press_test.offset")}</dt>
    <dd>${t("press_test.ms", { ms: live.now() - Date.now() })}</dd>
    <dt>${t("press_test.verdict")}</dt>
    <dd class=${`quality quality-${good}`}>${t(`press_test.quality.${good}`)}<${Remarks} press=${last} /></dd>
  </dl>`;
}
