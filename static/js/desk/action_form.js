// The form of an action that needs something from the person: its fields, its reason, and what the server says.
import { html, useState } from "/static/vendor/preact.js";
import { t } from "/static/js/lib/words.js";
import { FIELDS, ReasonField } from "/static/js/desk/fields.js";
import { actionLabel } from "/static/js/desk/actions.js";
import { Dialog } from "/static/js/desk/dialog.js";
import { isPoints } from "/static/js/desk/points_typed.js";
import { Refusal } from "/static/js/desk/notice.js";

/** Fields that may be left empty: the server then takes the next in order. */
const MAY = { "item.replace": ["question"] };

/** Reasons that are usual for a command; the others have the general ones. */
const USUAL = {
  "points.adjust": ["supporters", "penalty", "slip"],
  "member.substitute": ["unwell", "tactics"],
  "token.use": ["asked"],
  "tieoff.order": ["panel", "lot"],
};

/** Commands that are meant for the item that was up when their form was opened, and for no later one. */
const OF_ITEM = new Set(["answer.submit", "stake.choose"]);

/** The fields an action still needs once `given` are filled in. */
export const missing = (action, given = {}) => action.needs.filter((name) => given[name] === undefined);

/** A dialog that fills in an action and gives it.  It closes when the server kept it; a refusal keeps what was typed. */
export function ActionForm({ action, given = {}, view, commands, onClose }) {
  const [values, setValues] = useState({
    ...(OF_ITEM.has(action.command.kind) && { item: view.item?.no }),
    ...action.command,
    ...given,
  });
  const [reason, setReason] = useState("");
  const [error, setError] = useState(null);
  const needs = missing(action, given);
  const set = (name) => (value) => setValues((old) => ({ ...old, [name]: value }));
  const empty = needs.filter((name) => isEmpty(values[name]) || (name === "points" && !isPoints(values[name])));
  const ready = empty.length === 0 && (!action.needs_reason || reason.trim() !== "");

  const submit = async (event) => {
    event.preventDefault();
    if (!ready) return;
    const kept = await commands.send(action, values, reason.trim(), { quiet: true });
    if (kept === true) onClose();
    else setError(kept);
  };
  return html`<${Dialog} title=${actionLabel(action, view, given)} onClose=${onClose}>
    <form class="form" onSubmit=${submit}>
      ${[...needs, ...(MAY[action.command.kind] ?? [])].map((name) => {
        const Field = FIELDS[name];
        return html`<${Field} key=${name} view=${view} action=${action} values=${values} value=${values[name]} set=${set(name)} />`;
      })}
      ${action.needs_reason && html`<${ReasonField} usual=${USUAL[action.command.kind]} value=${reason} set=${setReason} />`}
      ${error && html`<${Refusal} error=${error} />`}
      <div class="form-keys">
        <button type="button" class="key" onClick=${onClose}>${t("host.cancel")}</button>
        <button type="submit" class="key key-strong" disabled=${!ready || commands.busy !== null}>${t("host.confirm")}</button>
      </div>
    </form>
  <//>`;
}

function isEmpty(value) {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}
