/** Every screen, tablet and desk that is connected, one line each, and the key that loads its page anew. */

import { Refusal } from "/static/js/desk/notice.js";
import { errorFrom } from "/static/js/lib/errors.js";
import { live } from "/static/js/lib/live.js";
import { t } from "/static/js/lib/words.js";
import { html, useEffect, useState } from "/static/vendor/preact.js";

/** ms between two looks while the list is open. */
const LOOK_EVERY = 4_000;

/** The worst first. @type {Partial<Record<DevicePart["state"], number>>} */
const ORDER = { stale: 0, ok: 1 };

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

/** @param {{ device: DevicePart, title: string, behind: boolean, old: boolean, onError: (error: Partial<CommandError> | null) => void }} props */
function Line({ device, title, behind, old, onError }) {
  const [asked, setAsked] = useState(false);
  const reload = async () => {
    setAsked(true);
    try {
      const answer = await live.emit("device.reload", { ticket: device.ticket, device: device.device });
      onError(answer?.ok === false ? errorFrom(answer) : null);
    } catch (refused) {
      onError(/** @type {CommandError} */ (refused));
    } finally {
      setAsked(false);
    }
  };
  const name = (/** @type {string} */ key) => t(`overview.device.${key}`);
  return html`<tr>
    <th scope="row">${device.label}</th>
    <td data-name=${t("overview.match")}>${title}</td>
    <td data-name=${name("role")}>${t(`common.role.${device.role}`)}</td>
    <td data-name=${name("link")}><span class=${`link link-${device.state}`}><i aria-hidden="true"></i>${t(`host.link.${device.state}`, { rtt: device.rtt ?? "–" })}</span></td>
    <td class=${`num ${behind ? "hall-lacking" : ""}`} data-name=${name("seq")}>${device.seq ?? "–"}${behind && ` ${name("behind")}`}</td>
    <td class=${`num ${old ? "hall-lacking" : ""}`} data-name=${name("version")}>${device.version || "–"}${old && ` ${name("old")}`}</td>
    <td><button type="button" class="key key-small" disabled=${asked} onClick=${reload}>${name("reload")}</button></td>
  </tr>`;
}

/**
 * The list, which is asked for while it is open.
 *
 * @param {{ matches: MatchLinePart[] }} props
 */
export function Devices({ matches }) {
  const [open, setOpen] = useState(false);
  const [{ devices, version }, setFound] = useState(
    /** @type {Pick<Devices, "devices" | "version">} */ ({ devices: [], version: "" }),
  );
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
  }, [open]);
  const titles = new Map(matches.map(({ id, title }) => [id, title]));
  const seqs = newest(devices);
  const listed = [...devices].sort((a, b) => (ORDER[a.state] ?? 2) - (ORDER[b.state] ?? 2));
  const heads = ["seat", "match", "role", "link", "seq", "version", "ways"];
  return html`<details class="hall-devices" onToggle=${(/** @type {{ currentTarget: HTMLDetailsElement }} */ event) => setOpen(event.currentTarget.open)}>
    <summary>${t("overview.device.title")}</summary>
    ${error && html`<${Refusal} error=${error} />`}
    ${open && listed.length === 0 && html`<p>${t("overview.device.none")}</p>`}
    ${
      listed.length > 0 &&
      html`<div class="hall-table"><table>
      <thead><tr>${heads.map((head) => html`<th scope="col" key=${head}>${t(head === "match" ? "overview.match" : `overview.device.${head}`)}</th>`)}</tr></thead>
      <tbody>${listed.map(
        (device) => html`<${Line}
          key=${`${device.ticket} ${device.device}`}
          device=${device}
          title=${titles.get(device.match) ?? t("overview.device.hall")}
          behind=${device.seq !== null && device.seq < (seqs.get(device.match) ?? 0)}
          old=${device.version !== "" && device.version !== version}
          onError=${setError}
        />`,
      )}</tbody>
    </table></div>`
    }
  </details>`;
}
