/** Commands that need a confirmation: what they do, what is against them, and the button that confirms. */

import { actionLabel } from "/static/js/desk/actions.js";
import { itemsLeft } from "/static/js/desk/confirm_state.js";
import { Dialog } from "/static/js/desk/dialog.js";
import { useSubmit } from "/static/js/desk/form.js";
import { Refusal } from "/static/js/desk/notice.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

/**
 * What will be frozen by the opening, and what the checklist still names.
 *
 * @param {{ view: DeskView }} props
 */
function BeforeOpening({ view }) {
  const members = view.teams.reduce((sum, team) => sum + team.members.length, 0);
  return html`
    <p>${t("host.open.means")}</p>
    <ul>
      <li>${t("host.open.teams", { teams: view.teams.length, members })}</li>
      <li>${t("host.open.rounds", { count: view.rounds.length, names: view.rounds.map(({ name }) => name).join(t("common.between")) })}</li>
      <li>${t("host.open.for_good")}</li>
    </ul>
    ${
      view.missing.length > 0 &&
      html`<div class="blockers">
      <p>${t(view.missing.some(({ blocking }) => blocking) ? "host.open.blocked" : "host.open.missing")}</p>
      <ul>${view.missing.map(({ text, blocking }) => html`<li key=${text}>${blocking ? html`<b>${text}</b>` : text}</li>`)}</ul>
    </div>`
    }
  `;
}

/** @param {{ view: DeskView }} props */
const BeforeEnd = ({ view }) =>
  html`<p>${t(`host.end.left_${view.round?.kind === "rapid" ? "runs" : "items"}`, { left: itemsLeft(view) })}</p>`;

/** What to show before a command of this kind; one that is missing here is sent at once. */
const ASKS = /** @type {Record<string, (props: { view: DeskView }) => Child>} */ ({
  "match.open": BeforeOpening,
  "round.end": BeforeEnd,
});

/**
 * The dialog of such a command.  Its focus begins on its words: a stray key neither sends the command nor closes the
 * dialog.
 *
 * @param {DialogProps & { action: ActionPart, given: Record<string, unknown> }} props
 */
export function ConfirmDialog({ action, given, view, desk, onClose }) {
  const { error, submit } = useSubmit(desk.commands, onClose);
  const Said = ASKS[action.command.kind];
  const blocked = action.command.kind === "match.open" && view.missing.some(({ blocking }) => blocking);
  return html`<${Dialog} title=${actionLabel(action, view, given)} onClose=${onClose}>
    <div class="form" tabindex="-1" autofocus>
      ${view.match.phase === "setup" || view.round ? html`<${Said} view=${view} />` : null}
      ${error && html`<${Refusal} error=${error} />`}
      <div class="form-keys">
        <button type="button" class="key" onClick=${onClose}>${t("host.cancel")}</button>
        <button type="button" class="key key-strong" data-confirm=${action.id} disabled=${blocked || desk.commands.busy !== null} onClick=${() => submit(action, given)}>${t(`host.sure.${action.command.kind}`)}</button>
      </div>
    </div>
  <//>`;
}
