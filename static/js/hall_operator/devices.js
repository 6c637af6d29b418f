/** Every screen, tablet and desk that is connected, one line each, and how many phones of the public follow. */

import { Refusal } from "/static/js/desk/notice.js";
import { COLUMNS, DeviceLine } from "/static/js/hall_operator/device_line.js";
import { live } from "/static/js/lib/live.js";
import { t } from "/static/js/lib/words.js";
import { html, useEffect, useState } from "/static/vendor/preact.js";

/** ms between two looks while the list is open. */
const LOOK_EVERY = 4_000;

/** The worst first. @type {Partial<Record<DevicePart["state"], number>>} */
const ORDER = { stale: 0, ok: 1 };

/** @type {Devices} */
const NOTHING = { now: 0, version: "", devices: [], places: [], phones: [] };

/**
 * The greatest seq that a screen of each match shows: who has a smaller one is behind.
 *
 * @param {DevicePart[]} devices
 */
function newest(devices) {
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const { match, seq } of devices) found.set(match, Math.max(seq ?? 0, found.get(match) ?? 0));
  return found;
}

/** @param {{ phones: PhonesPart[], titleOf: (match: string) => string }} props */
function Phones({ phones, titleOf }) {
  if (phones.length === 0) return html`<p>${t("overview.phones.none")}</p>`;
  return html`<ul class="hall-phones">${phones.map(
    ({ code, sockets, polls, seq }) =>
      html`<li key=${code}>${t("overview.phones.line", { title: titleOf(code), sockets, polls, seq: seq ?? "–" })}</li>`,
  )}</ul>`;
}

/**
 * The list, which is asked for while it is open.
 *
 * @param {{ matches: MatchLinePart[] }} props
 */
export function Devices({ matches }) {
  const [open, setOpen] = useState(false);
  const [looks, setLooks] = useState(0);
  const [{ devices, version, places, phones }, setFound] = useState(NOTHING);
  const [error, setError] = useState(/** @type {Partial<CommandError> | null} */ (null));
  useEffect(() => {
    if (!open) return undefined;
    const look = async () => {
      try {
        const answer = await live.emit("devices.get", {});
        if (answer?.devices) setFound(answer);
      } catch {
        // The health shows that nothing came; the next look asks again.
      }
    };
    look();
    const timer = setInterval(look, LOOK_EVERY);
    return () => clearInterval(timer);
  }, [open, looks]);
  const titles = new Map(matches.map(({ id, title }) => [id, title]));
  const titleOf = (/** @type {string} */ match) => titles.get(match) ?? t("overview.device.hall");
  const seqs = newest(devices);
  const listed = [...devices].sort((a, b) => (ORDER[a.state] ?? 2) - (ORDER[b.state] ?? 2));
  return html`<details class="hall-devices" onToggle=${(/** @type {{ currentTarget: HTMLDetailsElement }} */ event) => setOpen(event.currentTarget.open)}>
    <summary>${t("overview.device.title")}</summary>
    ${error && html`<${Refusal} error=${error} />`}
    ${open && listed.length === 0 && html`<p>${t("overview.device.none")}</p>`}
    ${
      listed.length > 0 &&
      html`<div class="hall-table"><table>
      <thead><tr>${COLUMNS.map((head) => html`<th scope="col" key=${head}>${t(head === "match" ? "overview.match" : `overview.device.${head}`)}</th>`)}</tr></thead>
      <tbody>${listed.map(
        (device) => html`<${DeviceLine}
          key=${`${device.ticket} ${device.device}`}
          device=${device}
          places=${places}
          titleOf=${titleOf}
          behind=${device.seq !== null && device.seq < (seqs.get(device.match) ?? 0)}
          old=${device.version !== "" && device.version !== version}
          onError=${setError}
          changed=${() => setLooks((count) => count + 1)}
        />`,
      )}</tbody>
    </table></div>`
    }
    ${open && html`<h3>${t("overview.phones.title")}</h3><${Phones} phones=${phones} titleOf=${titleOf} />`}
  </details>`;
}
