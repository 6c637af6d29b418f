/** One field component for each thing a command may need.  A field shows `value` and calls `set(value)`. */

import { teamName } from "/static/js/desk/format.js";
import { orderOf } from "/static/js/desk/places.js";
import { isPoints, tidyPoints } from "/static/js/desk/points_typed.js";
import { onValue } from "/static/js/lib/dom.js";
import { teamOf } from "/static/js/lib/lookup.js";
import { t } from "/static/js/lib/words.js";
import { html, useState } from "/static/vendor/preact.js";

const VERDICTS = ["right", "wrong", "timeout", "give_up", "blank", "void"];

/** @typedef {[value: string | number, label: string]} Choice */

/**
 * A row of mutually exclusive choices as big radio keys: `choices` is [[value, label], …].
 *
 * @param {{
 *   name: string,
 *   legend: string,
 *   choices: Choice[],
 *   value: string | number | null | undefined,
 *   set: (value: any) => void,
 * }} props
 */
export function Choices({ name, legend, choices, value, set }) {
  return html`<fieldset class="choices">
    <legend>${legend}</legend>
    ${choices.map(
      ([choice, label], index) => html`<label key=${choice} class=${value === choice ? "chosen" : ""}>
        <input type="radio" name=${name} value=${choice} checked=${value === choice} autofocus=${index === 0} onChange=${() => set(choice)} />
        <span>${label}</span>
      </label>`,
    )}
  </fieldset>`;
}

/**
 * A line of text with its label.
 *
 * @param {{
 *   label: string,
 *   value: string | null | undefined,
 *   set: (value: string) => void,
 *   type?: string,
 *   inputmode?: string,
 *   placeholder?: string,
 * }} props
 */
function Line({ label, value, set, type = "text", inputmode, placeholder }) {
  return html`<label class="line">
    <span>${label}</span>
    <input type=${type} inputmode=${inputmode} value=${value ?? ""} placeholder=${placeholder} onInput=${onValue(set)} />
  </label>`;
}

/**
 * A team.  Only a team that left can come back, and no team swaps with itself.
 *
 * @param {FieldProps<string>} props
 */
function TeamField({ view, value, set, action, values, name = "team" }) {
  const back = action.command.kind === "team.return";
  /** @param {TeamPart} team */
  const fits = (team) => {
    if (name === "delegate") return view.delegates.includes(team.id);
    return back ? team.left !== "" : name === "team" || team.id !== values.team;
  };
  const teams = view.teams.filter(fits);
  const choices = teams.map((team) => [team.id, teamName(view, team.id)]);
  return html`<${Choices} name=${name} legend=${t(`host.field.${name}`)} choices=${choices} value=${value} set=${set} />`;
}

/** @param {FieldProps<string>} props */
function QuestionField({ view, value, set, action }) {
  const from = action.command.kind === "item.replace" ? view.spares : view.pool;
  // The chosen one stays in the list when it is used elsewhere meanwhile, or the box would show another than is sent.
  const free = (from ?? []).filter((question) => !question.used || question.id === value);
  return html`<label class="line">
    <span>${t("host.field.question")}</span>
    <select value=${value ?? ""} onChange=${onValue((value) => set(value || null))}>
      <option value="">${t("host.field.question_next")}</option>
      ${free.map((q) => html`<option key=${q.id} value=${q.id}>${questionLine(q)}</option>`)}
    </select>
  </label>`;
}

/**
 * A question of a pool in one line.
 *
 * @param {PoolPart} q
 */
export function questionLine(q) {
  const stem = q.stem.length > 34 ? `${q.stem.slice(0, 34)}…` : q.stem;
  const parts = [`${q.no}`, t(`host.type.${q.type}`)];
  if (q.stake) parts.push(t("host.stake_points", { points: q.stake }));
  return `${parts.join(" · ")} · ${stem}`;
}

/** @param {FieldProps<string | number>} props */
function MemberField({ view, value, set, values, name = "member" }) {
  const members = teamOf(view, /** @type {string | undefined} */ (values.team))?.members ?? [];
  const pick = name === "into" ? members.filter((m) => m.seat === 0) : members.filter((m) => m.seat > 0);
  const choices = pick.map((m) => [
    name === "member" ? m.seat : m.id,
    m.seat ? t("host.member_seat", m) : t("host.member_reserve", m),
  ]);
  if (choices.length === 0)
    return html`<p class="hint">${t(values.team ? "host.field.nobody" : "host.field.team_first")}</p>`;
  return html`<${Choices} name=${name} legend=${t(`host.field.${name}`)} choices=${choices} value=${value} set=${set} />`;
}

/** @param {FieldProps<string>} props */
function NameField({ view, value, set, values }) {
  const now = teamOf(view, /** @type {string | undefined} */ (values.team))?.name;
  return html`<${Line} label=${t("host.field.name")} value=${value} set=${set} placeholder=${now} />`;
}

/** @param {FieldProps<string>} props */
function HowField({ value, set }) {
  const choices = ["withdrawn", "disqualified"].map((how) => [how, t(`host.leaves.${how}`)]);
  return html`<${Choices} name="how" legend=${t("host.field.how")} choices=${choices} value=${value} set=${set} />`;
}

/** @param {FieldProps<string>} props */
function VerdictField({ value, set }) {
  const choices = VERDICTS.map((verdict) => [verdict, t(`host.verdict.${verdict}`)]);
  return html`<${Choices} name="verdict" legend=${t("host.field.verdict")} choices=${choices} value=${value} set=${set} />`;
}

/** @param {FieldProps<string>} props */
function PointsField({ value, set, action }) {
  const marks = action.command.kind === "answer.judge";
  const ready = ["+5", "+10", "+20", "-5", "-10", "-20"];
  return html`<div class="points-field">
    <${Line} label=${t(marks ? "host.field.marks" : "host.field.points")} value=${value} set=${(/** @type {string} */ typed) => set(tidyPoints(typed))} inputmode="decimal" placeholder=${marks ? "" : "±"} />
    ${value && value !== "-" && !isPoints(value) && html`<p class="hint hint-wrong" role="alert">${t("host.field.points_wrong")}</p>`}
    <div class="quick" hidden=${marks}>
      ${ready.map((p) => html`<button type="button" class="key key-small" onClick=${() => set(p.replace("+", ""))}>${p.replace("-", "−")}</button>`)}
    </div>
  </div>`;
}

/**
 * An answer of a team (or the right key): letters to switch on and off, true or false, or texts.
 *
 * @param {FieldProps<string[]> & { question?: QuestionPart | PlayedPart | null }} props
 */
function AnswerField({ view, value, set, name = "answer", question = view.item?.question }) {
  const chosen = value ?? [];
  const legend = t(`host.field.${name}`);
  const setOne = (/** @type {string} */ one) => set([one]);
  if (question?.type === "true_false") {
    const choices = [
      ["T", t("host.answer.true")],
      ["F", t("host.answer.false")],
    ];
    return html`<${Choices} name=${name} legend=${legend} choices=${choices} value=${chosen[0]} set=${setOne} />`;
  }
  if (question?.type === "single") {
    const choices = question.options.map((o) => [o.letter, `${o.letter}　${o.text}`]);
    return html`<${Choices} name=${name} legend=${legend} choices=${choices} value=${chosen[0]} set=${setOne} />`;
  }
  if (question?.type === "multiple")
    return html`<${LettersField} name=${name} question=${question} value=${chosen} set=${set} />`;
  return html`<${Line} label=${legend} value=${chosen.join("；")} set=${(/** @type {string} */ typed) => set(typed.split("；"))} />`;
}

/**
 * Letters to switch on and off.
 *
 * @param {{ name: string, question: QuestionPart | PlayedPart, value: string[], set: (value: string[]) => void }} props
 */
function LettersField({ name, question, value, set }) {
  /** @param {string} letter */
  const turn = (letter) => set(value.includes(letter) ? value.filter((l) => l !== letter) : [...value, letter].sort());
  return html`<fieldset class="choices">
    <legend>${t(`host.field.${name}`)}</legend>
    ${question.options.map(
      (o) => html`<label key=${o.letter} class=${value.includes(o.letter) ? "chosen" : ""}>
        <input type="checkbox" checked=${value.includes(o.letter)} onChange=${() => turn(o.letter)} /><span>${o.letter}　${o.text}</span>
      </label>`,
    )}
  </fieldset>`;
}

/**
 * The right key of a question that is over.  Of a single choice several options may be right: any of them then counts.
 *
 * @param {{ question: PlayedPart, value: string[], set: (value: string[]) => void }} props
 */
export function KeyField({ question, value, set }) {
  if (question.type !== "single")
    return html`<${AnswerField} name="values" question=${question} value=${value} set=${set} />`;
  return html`<${LettersField} name="values" question=${question} value=${value} set=${set} />
    <p class="hint" role="status">${t(value.length > 1 ? "host.field.values_any" : "host.field.values_one")}</p>`;
}

/** How many questions of a pool were not asked. */
const free = (/** @type {PoolPart[]} */ pool) => pool.filter((q) => !q.used).length;

/**
 * The order of a tie-off: a place for each of its teams; equal places stay equal.  Each box shows what was chosen in
 * it; there is an order only when all places together make one.
 *
 * @param {FieldProps<string[][]>} props
 */
function OrderField({ view, set }) {
  const teams = view.tie_off?.teams ?? [];
  const [places, setPlaces] = useState(/** @type {Record<string, number>} */ ({}));
  const { fault } = orderOf(teams, places);
  /**
   * @param {string} id
   * @param {number} no
   */
  const choose = (id, no) => {
    const chosen = { ...places, [id]: no };
    setPlaces(chosen);
    set(orderOf(teams, chosen).order);
  };
  return html`<fieldset class="order-field">
    <legend>${t("host.field.order")}</legend>
    ${teams.map(
      (id) => html`<label class="line" key=${id}>
        <span>${teamName(view, id)}</span>
        <select value=${places[id] ?? ""} onChange=${onValue((value) => choose(id, Number(value)))}>
          <option value="" disabled>${t("host.field.place")}</option>
          ${teams.map((_, index) => html`<option value=${index + 1}>${index + 1}</option>`)}
        </select>
      </label>`,
    )}
    <p class="hint">${t("host.field.order_questions", { left: free(view.pool) + free(view.spares), teams: (view.tie_off?.order ?? []).flatMap((level) => (level.length > 1 ? level : [])).length })}</p>
    ${fault && html`<p class=${fault === "gap" ? "hint hint-wrong" : "hint"} role="status">${t(`host.field.order_${fault}`)}</p>`}
  </fieldset>`;
}

/**
 * The reason of a command, with the usual ones to choose from: `words.why` is what the one called `why` says.
 *
 * @param {{ value: string, set: (value: string) => void, usual?: string[], words?: string, label?: string }} props
 */
export function ReasonField({
  value,
  set,
  usual = ["question", "read", "device", "protest"],
  words = "host.reason",
  label = t("host.field.reason"),
}) {
  return html`<div class="reason-field">
    <${Line} label=${label} value=${value} set=${set} />
    <div class="quick">
      ${usual.map((why) => {
        const text = t(`${words}.${why}`);
        return html`<button type="button" key=${why} class="key key-small" onClick=${() => set(text)}>${text}</button>`;
      })}
    </div>
  </div>`;
}

/**
 * How many are drawn.
 *
 * @param {FieldProps<number>} props
 */
function WinnersField({ value, set }) {
  return html`<label class="line">
    <span>${t("host.field.winners")}</span>
    <input type="number" min="1" max="10" value=${value ?? 1} onInput=${onValue((typed) => set(Number(typed)))} />
  </label>`;
}

/** The field for each name in an action's `needs`. */
export const FIELDS = /** @type {Record<string, (props: FieldProps<any>) => Child>} */ ({
  team: TeamField,
  question: QuestionField,
  member: MemberField,
  out: (props) => MemberField({ ...props, name: "out" }),
  into: (props) => MemberField({ ...props, name: "into" }),
  verdict: VerdictField,
  points: PointsField,
  answer: AnswerField,
  order: OrderField,
  name: NameField,
  how: HowField,
  delegate: (props) => TeamField({ ...props, name: "delegate" }),
  other: (props) => TeamField({ ...props, name: "other" }),
  number: ({ value, set }) => Line({ label: t("host.field.number"), value, set, inputmode: "numeric" }),
  winners: WinnersField,
});
