// A new edition of the rule sheet, from its file: the match is scored again from its entries.
import { html, useState } from "/static/vendor/preact.js";
import { t } from "/static/js/lib/words.js";
import { offer } from "/static/js/desk/actions.js";
import { Dialog } from "/static/js/desk/dialog.js";
import { ReasonField } from "/static/js/desk/fields.js";
import { Refusal } from "/static/js/desk/notice.js";
import { Moves } from "/static/js/desk/moves.js";

/** The dialog: a file, who would move by it, the reason. */
export function RulesDialog({ view, desk, onClose }) {
  const [text, setText] = useState("");
  const [reason, setReason] = useState("");
  const [error, setError] = useState(null);
  const command = text ? { kind: "rules.change", sheet: { text } } : null;
  const read = async (event) => {
    setError(null);
    setText((await event.target.files[0]?.text()) ?? "");
  };
  const submit = async (event) => {
    event.preventDefault();
    const kept = await desk.commands.send(offer(command.kind, command), {}, reason.trim(), { quiet: true });
    if (kept === true) onClose();
    else setError(kept);
  };
  return html`<${Dialog} title=${t("chief.rules.key")} onClose=${onClose}>
    <form class="form" onSubmit=${submit}>
      <p>${t("chief.rules.means")}</p>
      <label class="line"><span>${t("chief.rules.file")}</span><input type="file" accept=".toml" onChange=${read} /></label>
      <${Moves} view=${view} command=${command} />
      <${ReasonField} usual=${["protest", "rule"]} value=${reason} set=${setReason} />
      ${error && html`<${Refusal} error=${error} />`}
      <div class="form-keys">
        <button type="button" class="key" onClick=${onClose}>${t("host.cancel")}</button>
        <button type="submit" class="key key-strong" disabled=${!command || reason.trim() === "" || desk.commands.busy !== null}>${t("host.confirm")}</button>
      </div>
    </form>
  <//>`;
}
