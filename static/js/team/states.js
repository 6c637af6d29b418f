/** Which picture fills the tablet, and in which mood.  Pure: a view and what this device knows in, a word out. */

const BEFORE_AWARD = new Set(["reading", "armed", "collecting", "fouled", "lapsed", "audience"]);

/**
 * "wait" | "read" | "stake" | "answer" | "press" | "locked" | "result"
 *
 * @param {TeamView} view
 */
export function pictureOf({ match, me, item, press, round }) {
  if (match.phase !== "open" || !item) return "wait";
  if (me.state === "result" || me.state === "stake" || me.state === "answer") return me.state;
  if (me.state === "paused") return "answer"; // the same form, which is off until the host goes on
  if (me.state === "locked" && item.stage === "answering") return "locked"; // before its press: it is asked no more
  if (press && (BEFORE_AWARD.has(item.stage) || press.winner !== null))
    return item.stage === "judged" ? "wait" : "press";
  if (me.state === "locked") return "locked";
  const mine = round?.kind === "simultaneous" || (item.delegate ?? item.team) === me.team;
  return item.question && item.stage === "reading" && mine ? "read" : "wait";
}

/**
 * What a press belongs to: one per arming; before the first arming one per item and foul.
 *
 * @param {WithPress<TeamView>} view
 */
export function pressSlot({ item, press }) {
  return `${item.no}/${press.arming || `before-${press.fouls.length}`}`;
}

/**
 * How the press button looks.
 *
 * waiting (a press now is early) · count · armed · pressed · early (pressed before the start, not yet judged) · won ·
 * lost · foul · barred · out · aside (others play this item) · lapsed
 *
 * @param {WithPress<TeamView>} view
 * @param {string | null} mine the slot in which this device has pressed, see `pressSlot`
 * @param {number} now server time in ms
 */
export function pressMood(view, mine, now) {
  const { me, press, item } = view;
  const why = me.press?.why;
  if (press.winner !== null && item.stage === "answering") return press.winner === me.team ? "won" : "lost";
  if (why === "out") return "out";
  if (why === "barred") return press.fouls.includes(me.team) ? "foul" : "barred";
  if (why === "not-named") return "aside";
  if (item.stage === "lapsed" || item.stage === "audience") return "lapsed";
  const pressed = mine === pressSlot(view);
  const open = press.state === "armed" || press.state === "collecting";
  if (!open) return pressed && press.state === "waiting" ? "early" : "waiting";
  if (pressed || why === "pressed") return "pressed";
  return press.opens_at !== null && press.opens_at > now ? "count" : "armed";
}

/** Moods in which a touch is a press that must reach the server, an early one included. */
export const PRESSABLE = new Set(["waiting", "count", "armed"]);

/**
 * @param {unknown} a
 * @param {unknown} b
 */
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

const AFTER_TAP = 150;
const AFTER_TYPING = 700;
const LEAD = 1_000;

/**
 * How long a change waits for a better one before it is sent, in ms: less towards the deadline, since a late answer
 * does not count.
 *
 * @param {boolean} typed
 * @param {number | null} remaining
 */
export function sendAfter(typed, remaining) {
  const wait = typed ? AFTER_TYPING : AFTER_TAP;
  return remaining === null ? wait : Math.max(0, Math.min(wait, remaining - LEAD));
}

/** @param {string[] | null} answer */
const blank = (answer) => (answer ?? []).every((text) => text === "");

/**
 * How far an answer has come: "none" | "draft" | "saved" | "sent" | "locked" | "undelivered".
 *
 * "sent" and "locked" only for what the server has confirmed, never for what is only saved here.
 * @param {{
 *   answer: string[],
 *   saved: boolean,
 *   me: TeamMe,
 *   closed: boolean,
 * }} known `saved`: it is in this device's store
 */
export function answerState({ answer, saved, me, closed }) {
  if (me.final) return "locked";
  const sent = me.answer !== null && same(me.answer, answer);
  if (closed) return sent || (blank(answer) && blank(me.answer)) ? "locked" : "undelivered";
  if (blank(answer)) return me.answer?.length ? "draft" : "none";
  if (sent) return "sent";
  return saved ? "saved" : "draft";
}

/**
 * Choose or unchoose a letter: one of a single choice, several in alphabetical order of a multiple one.
 *
 * @param {string[]} answer
 * @param {string} letter
 * @param {QuestionType} type
 */
export function toggled(answer, letter, type) {
  if (type !== "multiple") return [letter];
  return answer.includes(letter) ? answer.filter((one) => one !== letter) : [...answer, letter].sort();
}
