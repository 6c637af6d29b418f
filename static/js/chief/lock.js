/** Locking the result: first what is still open, then the ranking as it will be locked, then the lock. */

import { Ranking } from "/static/js/chief/ranking.js";
import { firstOf, offer, ofKind, whyNot } from "/static/js/desk/actions.js";
import { Dialog } from "/static/js/desk/dialog.js";
import { ReasonField } from "/static/js/desk/fields.js";
import { FormKeys, useSubmit } from "/static/js/desk/form.js";
import { teamName } from "/static/js/desk/format.js";
import { FurtherNow } from "/static/js/desk/further.js";
import { Refusal } from "/static/js/desk/notice.js";
import { t } from "/static/js/lib/words.js";
import { html, useState } from "/static/vendor/preact.js";

const LOCK = offer("result.lock", { kind: "result.lock" });

/**
 * What the chief should know before locking: rounds not played, ties that matter, what the server says.
 *
 * @param {DeskView} view
 */
function blockers(view) {
  const rounds = view.rounds
    .filter((round) => round.state !== "done")
    .map((round) => t("chief.lock.round", { name: round.name }));
  const ties = ofKind(view, "tieoff.begin").map((action) =>
    t("chief.lock.tie", {
      teams: action.command.teams.map((/** @type {string} */ id) => teamName(view, id)).join(t("common.between")),
    }),
  );
  return [...rounds, ...ties];
}

/**
 * The dialog of the lock.
 *
 * @param {{ view: DeskView, desk: Desk, onClose: () => void }} props
 */
export function LockDialog({ view, desk, onClose }) {
  const { error, submit } = useSubmit(desk.commands, onClose);
  const action = firstOf(view, "result.lock") ?? LOCK;
  const open = blockers(view);
  const [reason, setReason] = useState("");
  const ready = action.enabled && (!action.needs_reason || reason.trim() !== "");
  const why = whyNot(action);
  /** @param {Event} event */
  const send = (event) => {
    event.preventDefault();
    if (ready) submit(action, {}, reason);
  };
  return html`<${Dialog} title=${t("chief.lock.title")} onClose=${onClose} wide>
    <form class="form" onSubmit=${send}>
      ${
        open.length > 0 &&
        html`<div class="blockers">
        <p>${t("chief.lock.open")}</p>
        <ul>
          ${open.map((line) => html`<li key=${line}>${line}</li>`)}
        </ul>
      </div>`
      }
      <${Ranking} view=${view} />
      <${FurtherNow} view=${view} />
      <p class="hint">${t("chief.lock.means")}</p>
      ${
        action.needs_reason &&
        html`<p><b>${t("chief.lock.unfinished")}</b></p>
        <${ReasonField} usual=${["time", "called_off"]} value=${reason} set=${setReason} />`
      }
      ${why && html`<p class="hint">${why}</p>`}
      ${error && html`<${Refusal} error=${error} />`}
      <${FormKeys} onCancel=${onClose} off=${!ready || desk.commands.busy !== null} confirm=${t("host.actions.result.lock")} />
    </form>
  <//>`;
}
