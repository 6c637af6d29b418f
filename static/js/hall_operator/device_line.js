/** One device: how it stands, the key that loads its page anew, its name, and for a screen another place to show. */

import { errorFrom } from "/static/js/lib/errors.js";
import { live } from "/static/js/lib/live.js";
import { t } from "/static/js/lib/words.js";
import { html, useState } from "/static/vendor/preact.js";

const word = (/** @type {string} */ key) => t(`overview.device.${key}`);

/** The columns of a line. */
export const COLUMNS = ["seat", "match", "role", "link", "seq", "version", "ways"];

/**
 * @param {{
 *   device: DevicePart,
 *   places: PlacePart[],
 *   titleOf: (match: string) => string,
 *   done: () => void,
 *   ask: (event: string, more?: object) => Promise<boolean>,
 * }} props
 */
function Settings({ device, places, titleOf, done, ask }) {
  const keep = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget));
    const name = String(form.get("name") ?? "").trim();
    const to = String(form.get("to") ?? "");
    if (name !== device.name && !(await ask("device.name", { name }))) return;
    if (to !== "" && !(await ask("device.move", { to }))) return;
    done();
  };
  const others = device.role === "display" ? places.filter(({ ticket }) => ticket !== device.ticket) : [];
  return html`<tr class="hall-device-form"><td colspan=${COLUMNS.length}><form onSubmit=${keep}>
    <label>${word("name")} <input name="name" maxlength="40" autocomplete="off" defaultValue=${device.name} /></label>
    ${
      others.length > 0 &&
      html`<label>${word("move")} <select name="to">
        <option value="">${word("stay")}</option>
        ${others.map(({ ticket, label, match }) => html`<option key=${ticket} value=${ticket}>${titleOf(match)} · ${label}</option>`)}
      </select></label>`
    }
    <button class="key key-small">${word("keep")}</button>
  </form></td></tr>`;
}

/**
 * @param {{
 *   device: DevicePart,
 *   places: PlacePart[],
 *   titleOf: (match: string) => string,
 *   behind: boolean,
 *   old: boolean,
 *   onError: (error: Partial<CommandError> | null) => void,
 *   changed: () => void,
 * }} props
 */
export function DeviceLine({ device, places, titleOf, behind, old, onError, changed }) {
  const [asked, setAsked] = useState(false);
  const [open, setOpen] = useState(false);
  const ask = async (/** @type {string} */ event, more = {}) => {
    setAsked(true);
    try {
      const answer = await live.emit(event, { ticket: device.ticket, device: device.device, ...more });
      onError(answer?.ok === false ? errorFrom(answer) : null);
      return answer?.ok !== false;
    } catch (refused) {
      onError(/** @type {CommandError} */ (refused));
      return false;
    } finally {
      setAsked(false);
    }
  };
  const done = () => {
    setOpen(false);
    changed();
  };
  return html`<tr>
    <th scope="row">${device.label}${device.name && html`<span class="hall-device-name"> ${device.name}</span>`}</th>
    <td data-name=${t("overview.match")}>${titleOf(device.match)}</td>
    <td data-name=${word("role")}>${t(`common.role.${device.role}`)}</td>
    <td data-name=${word("link")}><span class=${`link link-${device.state}`}><i aria-hidden="true"></i>${t(`host.link.${device.state}`, { rtt: device.rtt ?? "–" })}</span></td>
    <td class=${`num ${behind ? "hall-lacking" : ""}`} data-name=${word("seq")}>${device.seq ?? "–"}${behind && ` ${word("behind")}`}</td>
    <td class=${`num ${old ? "hall-lacking" : ""}`} data-name=${word("version")}>${device.version || "–"}${old && ` ${word("old")}`}</td>
    <td class="hall-device-ways">
      <button type="button" class="key key-small" disabled=${asked} onClick=${() => ask("device.reload")}>${word("reload")}</button>
      <button type="button" class="key key-small" aria-expanded=${open} onClick=${() => setOpen(!open)}>${word(device.role === "display" ? "change_screen" : "change")}</button>
    </td>
  </tr>
  ${open && html`<${Settings} device=${device} places=${places} titleOf=${titleOf} done=${done} ask=${ask} />`}`;
}
