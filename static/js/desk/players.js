/** 最佳选手 on a desk: the keys that name who answers, who answered before, and how the contestants stand. */

import { offer } from "/static/js/desk/actions.js";
import { itemWords, roundName, teamName } from "/static/js/desk/format.js";
import { cls, onValue, releaseFocus } from "/static/js/lib/dom.js";
import { seated, teamOf } from "/static/js/lib/lookup.js";
import { scoreText } from "/static/js/lib/points.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

/** The keys of the seats from 1 on: the row under the digits, which are the verdicts. */
export const SEAT_KEYS = ["q", "w", "e", "r", "t"];

/** A second touch of the same key within this time is the same touch, in ms. */
const SAME_TOUCH_MS = 700;

let last = { said: "", at: 0 };

/**
 * Say who gave an answer.  It goes beside other commands, so that no verdict waits for it; naming the same contestant
 * again does nothing.
 *
 * @param {Desk} desk
 * @param {AnswererPart} answer
 * @param {string | null} player
 */
function name(desk, { item, team, question, player: now }, player) {
  if (player === now) return;
  const command = { kind: "player.name", item, team, question, player };
  const [said, at] = [JSON.stringify(command), performance.now()];
  if (said === last.said && at - last.at < SAME_TOUCH_MS) return;
  last = { said, at };
  desk.commands.send(offer("player.name", command), {}, "", { beside: true });
}

/**
 * The contestants who can have given an answer: those on the seats, and one who was named before leaving a seat.
 *
 * @param {DeskView} view
 * @param {AnswererPart} answer
 */
function candidates(view, { team, player }) {
  const found = teamOf(view, team);
  if (!found) return [];
  const onSeats = seated(found);
  return [...onSeats, ...found.members.filter((one) => one.id === player && !onSeats.includes(one))];
}

/**
 * Name the contestant whose key this is; nothing where nobody is to be named or the seat is empty.
 *
 * @param {DeskView} view
 * @param {Desk} desk
 * @param {string} key
 */
export function nameByKey(view, desk, key) {
  const member = view.answerer && candidates(view, view.answerer).find(({ seat }) => SEAT_KEYS[seat - 1] === key);
  if (view.answerer && member) name(desk, view.answerer, member.id);
}

/**
 * A key for each contestant of the team that answers; the one who is named is marked.  `hints`: the page has the keys
 * of the keyboard.
 *
 * @param {{ view: DeskView, desk: Desk, hints?: boolean }} props
 */
export function Players({ view, desk, hints = false }) {
  const answer = view.answerer;
  if (!answer) return null;
  /** @type {(player: string | null) => (event: ElementEvent<MouseEvent, HTMLElement>) => void} */
  const touch = (player) => (event) => {
    releaseFocus(event);
    name(desk, answer, player);
  };
  /** @param {MemberPart} one */
  const hint = (one) => (hints ? SEAT_KEYS[one.seat - 1]?.toUpperCase() : undefined);
  return html`<div class="players" role="group" aria-label=${t("host.players.title")}>
    <small>${t("host.players.title")}</small>
    ${candidates(view, answer).map((one) => {
      const on = one.id === answer.player;
      return html`<button type="button" key=${one.id} class=${cls("key", on && "pressed")} aria-pressed=${on ? "true" : "false"} onClick=${touch(one.id)}>
        <span class="key-label"><i>${one.seat || "–"}</i>${one.name}</span>${hint(one) && html`<kbd aria-hidden="true">${hint(one)}</kbd>`}
      </button>`;
    })}
    ${answer.player && html`<button type="button" class="key" onClick=${touch(null)}>${t("host.players.nobody")}</button>`}
  </div>`;
}

/** @param {MemberPart} one */
const memberName = (one) => t(one.seat > 0 ? "host.member_seat" : "host.member_reserve", one);

/**
 * Who gave each answer of these items, to be corrected: by any contestant of the team, reserves too.
 *
 * @param {{ view: DeskView, desk: Desk, items: PlayedPart[] }} props
 */
export function Answerers({ view, desk, items }) {
  const answers = items.flatMap((item) => (item.answerers ?? []).map((answer) => ({ item, answer })));
  return html`<ul class="answerers">
    ${answers.map(
      ({ item, answer }) => html`<li key=${`${answer.item} ${answer.team} ${answer.question}`}>
        <label>
          <span>${answerWords(view, item, answer)}</span>
          <select value=${answer.player ?? ""} onChange=${onValue((player) => name(desk, answer, player || null))}>
            <option value="">${t("host.players.nobody")}</option>
            ${teamOf(view, answer.team)?.members.map((one) => html`<option key=${one.id} value=${one.id}>${memberName(one)}</option>`)}
          </select>
        </label>
      </li>`,
    )}
  </ul>`;
}

/**
 * Which answer it is; in a run each question has one.
 *
 * @param {DeskView} view
 * @param {PlayedPart} item
 * @param {AnswererPart} answer
 */
function answerWords(view, item, answer) {
  const no = item.asked.findIndex(({ id }) => id === answer.question) + 1;
  const words = [roundName(view, item), itemWords(view, item), teamName(view, answer.team)];
  return (no > 0 ? [...words, t("host.item_no", { no })] : words).join(" · ");
}

/**
 * How the contestants stand: rank, name, team, own points, right and wrong answers; those on the places of the prize
 * stand out.
 *
 * @param {{ view: DeskView }} props
 */
export function PlayersTable({ view }) {
  const best = view.best_player;
  if (!best) return null;
  return html`<section class="players-standing">
    <h3>${t("host.players.count", { name: best.name, count: best.count })}</h3>
    ${best.lines.length === 0 && html`<p class="quiet">${t("host.players.none")}</p>`}
    <table class="players-table">
      <tbody>
        ${best.lines.map(
          (line) => html`<tr key=${line.player} class=${cls(line.prize && "players-prize")}>
            <td>${line.rank}</td>
            <th scope="row">${line.name}<small>${teamName(view, line.team)}</small></th>
            <td><small>${t("host.players.answers", line)}</small></td>
            <td><b>${scoreText(line.points)}</b></td>
          </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}
