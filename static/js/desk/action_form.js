/** The form of an action that needs something from the person: its fields, its reason, and what the server says. */

import { actionLabel } from "/static/js/desk/actions.js";
import { Dialog } from "/static/js/desk/dialog.js";
import { FIELDS, ReasonField } from "/static/js/desk/fields.js";
import { FormKeys, useSubmit } from "/static/js/desk/form.js";
import { withValue } from "/static/js/desk/form_values.js";
import { FurtherNow } from "/static/js/desk/further.js";
import { Moves } from "/static/js/desk/moves.js";
import { Refusal } from "/static/js/desk/notice.js";
import { isPoints } from "/static/js/desk/points_typed.js";
import { html, useState } from "/static/vendor/preact.js";

/** Fields that may be left empty: the server then takes the next in order. */
const MAY = /** @type {Record<string, string[] | undefined>} */ ({ "item.replace": ["question"] });

/** Reasons that are usual for a command; the others have the general ones. */
const USUAL = /** @type {Record<string, string[] | undefined>} */ ({
  "points.adjust": ["supporters", "penalty", "slip"],
  "member.substitute": ["unwell", "tactics"],
  "token.use": ["asked"],
  "tieoff.order": ["panel", "lot"],
  "team.rename": ["misspelt"],
  "team.withdraw": ["asked", "ruling"],
  "team.return": ["ruling"],
  "stations.swap": ["seated"],
});

/** Corrections of which the chief's form says whom they move, as soon as nothing of them is missing. */
const TOLD = new Set(["points.adjust"]);

/** Commands that are meant for the item that was up when their form was opened, and for no later one. */
const OF_ITEM = new Set(["answer.submit", "stake.choose"]);

/**
 * The fields an action still needs once `given` are filled in.
 *
 * @param {ActionPart} action
 * @param {Record<string, unknown>} [given]
 */
export const missing = (action, given = {}) => action.needs.filter((name) => given[name] === undefined);

/**
 * A dialog that fills in an action and gives it.  It closes when the server kept it; a refusal keeps what was typed.
 *
 * @param {DialogProps & { action: ActionPart, given?: Record<string, unknown> }} props
 */
export function ActionForm({ action, given = {}, view, desk, onClose }) {
  const [values, setValues] = useState(
    /** @type {Record<string, any>} */ ({
      ...(OF_ITEM.has(action.command.kind) && { item: view.item?.no }),
      ...action.command,
      ...given,
    }),
  );
  const [reason, setReason] = useState("");
  const { error, submit } = useSubmit(desk.commands, onClose);
  const needs = missing(action, given);
  /** @param {string} name */
  const set = (name) => (/** @type {unknown} */ value) => setValues((old) => withValue(old, name, value));
  const empty = needs.filter((name) => isEmpty(values[name]) || (name === "points" && !isPoints(values[name])));
  const ready = empty.length === 0 && (!action.needs_reason || reason.trim() !== "");

  /** @param {Event} event */
  const send = (event) => {
    event.preventDefault();
    if (ready) submit(action, values, reason);
  };
  return html`<${Dialog} title=${actionLabel(action, view, given)} onClose=${onClose}>
    <form class="form" onSubmit=${send}>
      ${[...needs, ...(MAY[action.command.kind] ?? [])].map((name) => {
        const Field = FIELDS[name];
        return html`<${Field} key=${name} view=${view} action=${action} values=${values} value=${values[name]} set=${set(name)} />`;
      })}
      ${view.audience === "chief" && TOLD.has(action.command.kind) && html`<${Moves} view=${view} command=${empty.length === 0 ? values : null} />`}
      ${action.command.kind === "result.unlock" && html`<${FurtherNow} view=${view} changes=${false} />`}
      ${action.needs_reason && html`<${ReasonField} usual=${USUAL[action.command.kind]} value=${reason} set=${setReason} />`}
      ${error && html`<${Refusal} error=${error} />`}
      <${FormKeys} onCancel=${onClose} off=${!ready || desk.commands.busy !== null} />
    </form>
  <//>`;
}

/** @param {unknown} value */
function isEmpty(value) {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}
