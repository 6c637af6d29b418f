/** A new edition of the rule sheet, from its file: the match is scored again from its entries. */

import { offer } from "/static/js/desk/actions.js";
import { Dialog } from "/static/js/desk/dialog.js";
import { ReasonField } from "/static/js/desk/fields.js";
import { FormKeys, useSubmit } from "/static/js/desk/form.js";
import { Moves } from "/static/js/desk/moves.js";
import { Refusal } from "/static/js/desk/notice.js";
import { t } from "/static/js/lib/words.js";
import { html, useState } from "/static/vendor/preact.js";

/**
 * The dialog: a file, who would move by it, the reason.
 *
 * @param {DialogProps} props
 */
export function RulesDialog({ view, desk, onClose }) {
  const [text, setText] = useState("");
  const [reason, setReason] = useState("");
  const { error, submit, forget } = useSubmit(desk.commands, onClose);
  const command = text ? { kind: "rules.change", sheet: { text } } : null;
  /** @param {Event & { target: HTMLInputElement }} event */
  const read = async (event) => {
    forget();
    setText((await event.target.files?.[0]?.text()) ?? "");
  };
  /** @param {Event} event */
  const send = (event) => {
    event.preventDefault();
    if (command) submit(offer(command.kind, command), {}, reason);
  };
  return html`<${Dialog} title=${t("chief.rules.key")} onClose=${onClose}>
    <form class="form" onSubmit=${send}>
      <p>${t("chief.rules.means")}</p>
      <label class="line"><span>${t("chief.rules.file")}</span><input type="file" accept=".toml" onChange=${read} /></label>
      <${Moves} view=${view} command=${command} />
      <${ReasonField} usual=${["protest", "rule"]} value=${reason} set=${setReason} />
      ${error && html`<${Refusal} error=${error} />`}
      <${FormKeys} onCancel=${onClose} off=${!command || reason.trim() === "" || desk.commands.busy !== null} />
    </form>
  <//>`;
}
