/** 观众手机: the way to answer with the hall while an item is open; after the reveal the quickest right ones and a draw. */

import { useUntil } from "/static/js/lib/clock.js";
import { cls } from "/static/js/lib/dom.js";
import { Picture } from "/static/js/lib/fetched.js";
import { useHallCount } from "/static/js/lib/hall_count.js";
import { t } from "/static/js/lib/words.js";
import { Line } from "/static/js/scenes/parts/fit.js";
import { html } from "/static/vendor/preact.js";

/** Quickest ones that a screen shows; more would be too small to read from the last row. */
const SHOWN = 5;
/** Numbers that were drawn and stand one above the other; more stand in two columns. */
const FEW = 3;
/** Signs of a digest that are read aloud and compared. */
const SHORT = 8;

/** @param {number} ms */
const seconds = (ms) => (ms / 1000).toFixed(2);

/**
 * Beside the question: the QR code, the time that is left, and how many have answered, never what.
 *
 * @param {{ view: View, phones: HallPhonesPart }} props
 */
export function PhonesAside({ view, phones }) {
  const open = phones.state === "open";
  const left = useUntil(open ? phones.until : null);
  const count = useHallCount(view.match.id, open) ?? 0;
  return html`<aside class="phones" aria-label=${t("display.phones.title")}>
    <b class="phones-title">${t(open ? "display.phones.scan" : "display.phones.closed")}</b>
    ${open && html`<${Picture} src=${`/live/${view.match.id}/qr.svg`} alt=${t("display.phones.scan")} />`}
    ${open && left !== null && html`<p class="phones-left num">${t("display.phones.left", { seconds: Math.ceil(left / 1000) })}</p>`}
    <p class="phones-count num" aria-live="polite">${t("display.phones.count", { count: open ? count : (phones.given ?? 0) })}</p>
    ${!open && phones.list && html`<p class="phones-code num">${t("display.phones.code", { code: phones.list.slice(0, SHORT) })}</p>`}
  </aside>`;
}

/**
 * Beside the answer: how many were right, the quickest of them, and whom the draw gave.
 *
 * @param {{ phones: HallPhonesPart }} props
 */
export function PhonesResult({ phones }) {
  const { given = 0, right = 0, quickest = [], draw, list = "" } = phones;
  return html`<aside class="phones" aria-label=${t("display.phones.title")}>
    <b class="phones-title num">${t("display.phones.right", { right, given })}</b>
    ${
      draw
        ? html`<div class=${cls("phones-draw", draw.winners.length > FEW && "phones-draw-many")} aria-live="polite">
          <p>${t("display.phones.drawn", { number: draw.number })}</p>
          <ul>${draw.winners.map((no) => html`<li key=${no}><b class="num">${t("display.phones.no", { no })}</b></li>`)}</ul>
        </div>`
        : quickest.length > 0 &&
          html`<p>${t("display.phones.quickest")}</p>
        <ol class="phones-quickest">
          ${quickest.slice(0, SHOWN).map(({ no, name, ms }) => html`<li key=${no}><${Line} class="phones-who" text=${name || t("display.phones.no", { no })} /><span class="num">${t("display.phones.seconds", { seconds: seconds(ms) })}</span></li>`)}
        </ol>`
    }
    <p class="phones-code num">${t("display.phones.code", { code: list.slice(0, SHORT) })}</p>
  </aside>`;
}
