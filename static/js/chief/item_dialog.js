/** Corrections of one item: another verdict for a team, another key, or void the whole item. */

import { ActionKey } from "/static/js/desk/action_key.js";
import { offer } from "/static/js/desk/actions.js";
import { Dialog } from "/static/js/desk/dialog.js";
import { Choices, KeyField, ReasonField } from "/static/js/desk/fields.js";
import { FormKeys, useSubmit } from "/static/js/desk/form.js";
import { answerText, itemWords, roundName, teamName } from "/static/js/desk/format.js";
import { Moves } from "/static/js/desk/moves.js";
import { Refusal } from "/static/js/desk/notice.js";
import { Answerers } from "/static/js/desk/players.js";
import { gainText } from "/static/js/lib/points.js";
import { t } from "/static/js/lib/words.js";
import { html, useState } from "/static/vendor/preact.js";

const VERDICTS = ["right", "wrong", "timeout", "give_up", "blank", "void"];

/** @typedef {DialogProps & { item: PlayedPart, onBack: () => void }} FormProps */

/** What can be corrected in an item; each part is a form of its own. */
const PARTS = { verdict: VerdictForm, player: PlayerForm, key: KeyForm, void: VoidForm };

/**
 * The dialog of an item.
 *
 * @param {DialogProps & { no: number, earlier?: PlayedPart }} props
 */
export function ItemDialog({ view, desk, no, earlier, onClose }) {
  const item = earlier ?? view.items.find((one) => one.no === no);
  const [part, setPart] = useState(/** @type {keyof typeof PARTS | null} */ (null));
  const spare = view.actions.find((action) => action.command.kind === "item.replace");
  if (!item) return null;
  const simultaneous = view.rounds.find((round) => round.id === item.round)?.kind === "simultaneous";
  const may = {
    key: simultaneous && item.type !== "short",
    verdict: Object.keys(item.verdicts).length > 0,
    player: (item.answerers ?? []).length > 0,
    void: true,
  };
  const offered = /** @type {(keyof typeof PARTS)[]} */ (Object.keys(PARTS)).filter((name) => may[name]);
  const Form = part && PARTS[part];
  return html`<${Dialog} title=${`${roundName(view, item)} · ${itemWords(view, item)}`} onClose=${onClose} wide>
    <p class="question-stem">${item.stem}</p>
    <p>${t("host.question.key")} <b class="key-value">${answerText(item, item.key) || "–"}</b></p>
    ${
      !Form &&
      html`<div class="action-list">
      ${offered.map((name) => html`<button type="button" key=${name} class="key" disabled=${item.voided} onClick=${() => setPart(name)}>${t(`chief.item.${name}`)}</button>`)}
      ${spare && view.item?.no === no && html`<${ActionKey} action=${spare} view=${view} desk=${desk} />`}
    </div>`
    }
    ${item.voided && html`<p class="hint">${t("host.voided")}</p>`}
    ${Form && html`<${Form} view=${view} desk=${desk} item=${item} onBack=${() => setPart(null)} onClose=${onClose} />`}
  <//>`;
}

/** @param {FormProps} props */
function VerdictForm({ view, item, ...rest }) {
  const [team, setTeam] = useState(Object.keys(item.verdicts)[0] ?? "");
  const [question, setQuestion] = useState(item.asked.slice(-1)[0]?.id ?? null);
  const [verdict, setVerdict] = useState("");
  const command = team && verdict ? { kind: "item.correct", item: item.no, team, verdict, question } : null;
  const teams = view.teams
    .filter((one) => item.verdicts[one.id])
    .map((one) => [one.id, `${teamName(view, one.id)}${was(item, one.id)}`]);
  return html`<${CorrectionForm} view=${view} command=${command} ...${rest}>
    <${Choices} name="team" legend=${t("host.field.team")} choices=${teams} value=${team} set=${setTeam} />
    ${item.asked.length > 0 && html`<${AskedField} asked=${item.asked} value=${question} set=${setQuestion} />`}
    <${Choices} name="verdict" legend=${t("chief.item.new_verdict")} choices=${VERDICTS.map((v) => [v, t(`host.verdict.${v}`)])} value=${verdict} set=${setVerdict} />
  <//>`;
}

/**
 * Which question of a rapid run: each has a verdict of its own.
 *
 * @param {{ asked: AskedPart[], value: string | null, set: (value: string) => void }} props
 */
function AskedField({ asked, value, set }) {
  /**
   * @param {AskedPart} one
   * @param {number} no
   */
  const line = (one, no) => [
    `${no}. ${one.stem}`,
    answerText(one, one.key),
    `${t(`host.verdict.${one.verdict}`)} ${gainText(one.points)}`,
  ];
  const choices = asked.map((one, index) => [
    one.id,
    line(one, index + 1)
      .filter(Boolean)
      .join(" · "),
  ]);
  return html`<${Choices} name="question" legend=${t("chief.item.asked")} choices=${choices} value=${value} set=${set} />`;
}

/**
 * @param {PlayedPart} item
 * @param {string} team
 */
const was = (item, team) => (item.verdicts[team] ? ` · ${t(`host.verdict.${item.verdicts[team].verdict}`)}` : "");

/** @param {FormProps} props */
function PlayerForm({ view, desk, item, onBack }) {
  return html`<${Answerers} view=${view} desk=${desk} items=${[item]} />
    <div class="form-keys"><button type="button" class="key" onClick=${onBack}>${t("chief.item.back")}</button></div>`;
}

/** @param {FormProps} props */
function KeyForm({ item, ...rest }) {
  const [values, setValues] = useState(item.key);
  const command = values.length > 0 ? { kind: "key.correct", item: item.no, values } : null;
  return html`<${CorrectionForm} command=${command} ...${rest}><${KeyField} question=${item} value=${values} set=${setValues} /><//>`;
}

/** @param {FormProps} props */
function VoidForm({ item, ...rest }) {
  return html`<${CorrectionForm} command=${{ kind: "item.void", item: item.no }} ...${rest}><p>${t("chief.item.void_means")}</p><//>`;
}

/**
 * A correction with its reason, and before it is given, who would move by it.
 *
 * @param {Omit<FormProps, "item"> & { command: (object & { kind: string }) | null, children?: Child }} props
 */
function CorrectionForm({ view, desk, command, onBack, onClose, children }) {
  const [reason, setReason] = useState("");
  const { error, submit } = useSubmit(desk.commands, onClose);
  /** @param {Event} event */
  const send = (event) => {
    event.preventDefault();
    if (command) submit(offer(command.kind, command), {}, reason);
  };
  return html`<form class="form" onSubmit=${send}>
    ${children}
    <${Moves} view=${view} command=${command} />
    <${ReasonField} value=${reason} set=${setReason} />
    ${error && html`<${Refusal} error=${error} />`}
    <${FormKeys} onCancel=${onBack} cancel=${t("chief.item.back")} off=${!command || reason.trim() === "" || desk.commands.busy !== null} />
  </form>`;
}
