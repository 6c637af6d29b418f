/** Every press of the current arming, in the order the server decided, with the figures of that decision. */

import { teamName } from "/static/js/desk/format.js";
import { cls } from "/static/js/lib/dom.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

/** @typedef {{ slow?: boolean, cut?: number, again?: number }} Timed what tells how well a press could be timed */

/** From this many ms on the table shows that a device dated its press earlier than the server accepts. */
const NOTABLE = 25;

/**
 * The remarks on a press besides its figures: a long round trip to the server, a claim that was cut, more of the same.
 *
 * @param {Timed | null} press
 */
function remarksOf(press) {
  const remarks = [];
  if (press?.slow) remarks.push(t("host.press.slow"));
  if (press?.cut && press.cut > NOTABLE) remarks.push(t("host.press.cut", { ms: press.cut }));
  if (press?.again) remarks.push(t("host.press.again", { count: press.again }));
  return remarks;
}

/**
 * The remarks on a press, each in a line of its own.
 *
 * @param {{ press: Timed | null }} props
 */
export function Remarks({ press }) {
  return remarksOf(press).map((remark) => html`<small class="press-remark" key=${remark}>${remark}</small>`);
}

/**
 * Presses by estimated time: how far behind the first, ± uncertainty, standing.  `detail` adds the raw arrival.
 *
 * @param {{ view: DeskView, press?: PressPart | null, detail?: boolean }} props
 */
export function PressTable({ view, press = view.press, detail = false }) {
  const presses = press?.presses ?? [];
  if (!press || presses.length === 0) return html`<p class="quiet">${t("host.press.none")}</p>`;
  return html`<table class="press-table">
    <caption class="visually-hidden">${t("host.press.caption")}</caption>
    <thead>
      <tr>
        <th scope="col">${t("host.press.team")}</th>
        <th scope="col">${t("host.press.behind")}</th>
        <th scope="col">${t("host.press.uncertainty")}</th>
        ${detail && html`<th scope="col">${t("host.press.estimate")}</th><th scope="col">${t("host.press.arrived")}</th>`}
        ${detail && html`<th scope="col">${t("host.press.source")}</th>`}
        <th scope="col">${t("host.press.standing")}</th>
      </tr>
    </thead>
    <tbody>
      ${presses.map((p, index) => {
        const won = p.standing === "legal" && p.team === press.winner;
        return html`<tr key=${index} class=${cls(won && "won", `standing-${p.standing}`)}>
          <th scope="row">${teamName(view, p.team)}</th>
          <td>${behind(p)}</td>
          <td>±${p.uncertainty}</td>
          ${detail && html`<td>${sinceOpening(p.estimate, press)}</td><td>${sinceOpening(p.arrived, press)}</td>`}
          ${detail && html`<td>${t(`host.press.by.${p.source}`)}</td>`}
          <td>${t(`host.press.is.${p.standing}`)}<${Remarks} press=${p} /></td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}

/**
 * A legal press against the first legal one, in ms; one that does not count has no distance.
 *
 * @param {PressLine} p
 */
function behind(p) {
  if (p.behind === 0) return t("host.press.first");
  return p.behind === null ? "–" : `+${p.behind} ms`;
}

/**
 * A moment against the latest opening, signed, in ms.
 *
 * @param {number} ms
 * @param {PressPart} press
 */
function sinceOpening(ms, press) {
  if (!press.opens_at) return "–";
  const after = ms - press.opens_at;
  return `${after < 0 ? "−" : "+"}${Math.abs(after)} ms`;
}
