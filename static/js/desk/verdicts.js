/** The verdict: on whose answer, with what the judges and the tablet say, and the keys for it. */

import { ActionKey } from "/static/js/desk/action_key.js";
import { ofKind } from "/static/js/desk/actions.js";
import { answerText, teamName, verdictName } from "/static/js/desk/format.js";
import { teamOf } from "/static/js/lib/lookup.js";
import { pieceOf } from "/static/js/lib/piece.js";
import { gainText, scoreText } from "/static/js/lib/points.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

/** @type {Record<string, string | undefined>} */
const KEYS = { right: "1", wrong: "2", timeout: "3", give_up: "4" };

/**
 * The verdicts on the one answer before the host (or on the audience's, or on that of a team's supporters), as the
 * server lists them.
 *
 * @param {DeskView} view
 */
function verdictActions(view) {
  const supporters = ofKind(view, "supporters.judge").filter((action) => action.enabled);
  if (supporters.length > 0) return supporters;
  return [...ofKind(view, "answer.judge"), ...ofKind(view, "audience.note")].filter((action) => !action.command.team);
}

/**
 * The action for a key "1".."4", or undefined.
 *
 * @param {DeskView} view
 * @param {string} key
 */
export const verdictForKey = (view, key) => verdictActions(view).find((action) => KEYS[action.command.verdict] === key);

/**
 * The team that answers now, in large type; or whose turn it is.
 *
 * @param {{ view: DeskView }} props
 */
export function Answerer({ view }) {
  const item = view.item;
  const id = item?.answering ?? item?.team;
  if (!item || !id) return null;
  const team = teamOf(view, id);
  return html`<p class="answerer" aria-live="polite">
    <small>${t(`host.answerer.${answererWord(item)}`)}</small>
    <b><i>${team?.station}</i>${team?.name}</b>
    ${pieceOf(team) && html`<span>${pieceOf(team)}</span>`}
    ${item.member && html`<span>${t("host.member_seat", item.member)}</span>`}
    ${item.stake && html`<span class="tag">${t("host.stake_points", { points: item.stake })}</span>`}
  </p>`;
}

/**
 * What the team that answers is doing: about to answer, answering, answering for another, done.
 *
 * @param {ItemPart} item
 */
function answererWord(item) {
  if (item.stage === "judged" || item.stage === "closed") return "answered";
  if (item.stage === "staking" || item.stage === "reading" || !item.answering) return "turn";
  return item.delegate ? "delegate" : "answering";
}

/**
 * The keys for the verdict, with the answer sent from the tablet and the judges' votes above them.
 *
 * @param {{ view: DeskView, desk: Desk }} props
 */
export function Verdicts({ view, desk }) {
  const actions = verdictActions(view);
  const item = view.item;
  const id = item?.answering ?? item?.team;
  const answer = (id && item?.answers?.[id]) || [];
  if (!actions.some((action) => action.enabled)) return null;
  return html`<section class="verdicts" aria-label=${t("host.verdicts")}>
    ${answer.length > 0 && html`<p class="sent-answer"><span>${t("host.sent_answer")}</span><b>${answerText(item?.question, answer)}</b></p>`}
    <${Votes} item=${item} />
    <div class="verdict-keys">
      ${actions.map(
        (action) => html`<${ActionKey}
          key=${action.id}
          action=${action}
          view=${view}
          desk=${desk}
          label=${verdictWord(action, view)}
          hint=${KEYS[action.command.verdict]}
          look=${`verdict-${action.command.verdict}`}
          tip="title"
        />`,
      )}
    </div>
  </section>`;
}

/** Verdicts that a round calls by another name: the panel's score, and 过 in a rapid run. */
/** @type {Record<string, Record<string, string> | undefined>} */
const OWN_WORDS = { judged: { right: "marks" }, rapid: { give_up: "pass" } };

/**
 * What the key of a verdict says in this round.
 *
 * @param {ActionPart} action
 * @param {DeskView} view
 */
function verdictWord(action, view) {
  if (action.command.kind === "supporters.judge") return t(`host.supporters.${action.command.verdict}`);
  const own = OWN_WORDS[view.round?.kind ?? ""]?.[action.command.verdict];
  return t(`host.verdict.${own ?? action.command.verdict}`);
}

/**
 * What each team has answered where all answer at once; with two keys each where people must compare.
 *
 * @param {{ view: DeskView, desk: Desk }} props
 */
export function OpenAnswers({ view, desk }) {
  const actions = ofKind(view, "answer.judge").filter((action) => action.command.team);
  const teams = [...new Set(actions.map((action) => action.command.team))];
  if (teams.length === 0) return null;
  const open = actions.some((action) => action.enabled);
  return html`<ul class="open-answers">
    ${teams.map(
      (id) => html`<li key=${id}>
        <span>${teamName(view, id)}</span>
        <b>${answerText(view.item?.question, view.item?.answers?.[id])}</b>
        ${actions
          .filter((action) => open && action.command.team === id)
          .map(
            (action) => html`<${ActionKey}
              key=${action.id}
              action=${action}
              view=${view}
              desk=${desk}
              label=${t(`host.verdict.${action.command.verdict}`)}
              look=${`small verdict-${action.command.verdict}`}
              tip="title"
            />`,
          )}
      </li>`,
    )}
  </ul>`;
}

/**
 * The judges' verdicts so far, counted.
 *
 * @param {{ item: ItemPart | null }} props
 */
function Votes({ item }) {
  const votes = Object.values(item?.votes ?? {});
  if (votes.length === 0) return null;
  const counted = [...new Set(votes)].map((verdict) => [verdict, votes.filter((vote) => vote === verdict).length]);
  return html`<p class="votes">
    <span>${t("host.votes")}</span>
    ${counted.map(([verdict, n]) => html`<b key=${verdict} class=${`vote-${verdict}`}>${t(`host.verdict.${verdict}`)} × ${n}</b>`)}
  </p>`;
}

/**
 * What every team got from the item, once judged.
 *
 * @param {{ view: DeskView }} props
 */
export function Outcomes({ view }) {
  const verdicts = Object.entries(view.item?.verdicts ?? {});
  if (verdicts.length === 0) return null;
  return html`<ul class="outcomes" aria-live="polite">
    ${verdicts.map(
      ([id, { verdict, points }]) => html`<li key=${id} class=${`outcome-${verdict}`}>
        <span>${teamName(view, id)}</span><b>${verdictName(verdict, view.round?.kind)}</b><b>${gainText(points)}</b>
        <small>${t("host.now_has", { score: scoreText(teamOf(view, id)?.score ?? "") })}</small>
      </li>`,
    )}
  </ul>`;
}
