/**
 * A number pad that can type only what the rule allows.  Marks are exact decimal texts.  Pure.
 *
 * @typedef {Pick<CriterionPart, "low" | "high" | "step">} MarkRange as texts
 * @typedef {{
 *   digits: number,
 *   low: bigint,
 *   high: bigint,
 *   step: bigint,
 * }} Rule the same as whole numbers of so many digits
 * @typedef {Record<string, string>} Marks marks by criterion
 */

export const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", ".", "0", "-"];

/** @param {string} text */
const digitsOf = (text) => (text.split(".")[1] ?? "").length;

/**
 * "1.50" with two digits as the whole number 150n.
 *
 * @param {string} text
 * @param {number} digits
 */
function scaled(text, digits) {
  const [whole, part = ""] = text.replace("-", "").split(".");
  const value = BigInt(whole + part.padEnd(digits, "0"));
  return text.startsWith("-") ? -value : value;
}

/**
 * The whole number as a decimal text without needless zeros.
 *
 * @param {bigint} value
 * @param {number} digits
 */
function plain(value, digits) {
  const sign = value < 0n ? "-" : "";
  const text = String(value < 0n ? -value : value).padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits);
  const part = text.slice(text.length - digits).replace(/0+$/, "");
  return sign + whole + (part && `.${part}`);
}

/**
 * The rule of a criterion in whole numbers: its ends, its step, and how many digits they have behind the point.
 *
 * @param {MarkRange} range
 */
function ruleOf({ low, high, step }) {
  const digits = Math.max(digitsOf(low), digitsOf(high), digitsOf(step));
  return { digits, low: scaled(low, digits), high: scaled(high, digits), step: scaled(step, digits) };
}

/**
 * True where a mark lies between these whole numbers, both included.
 *
 * @param {{ low: bigint, high: bigint, step: bigint }} rule
 * @param {bigint} from
 * @param {bigint} to
 */
function holds({ low, high, step }, from, to) {
  const first = from <= low ? low : low + ((from - low + step - 1n) / step) * step;
  return first <= to && first <= high;
}

/**
 * The whole numbers whose text begins with `text`, as pairs of ends without their sign.  A mark is typed without
 * needless zeros, so the decimals after a point are never empty and never end in a zero.
 *
 * @param {string} text
 * @param {Rule} rule
 */
function* spans(text, { digits, low, high }) {
  const [whole, part] = text.replace("-", "").split(".");
  const most = low < 0n && -low > high ? -low : high;
  if (whole === "") yield [0n, most];
  else if (part !== undefined) {
    if (part.length > digits) return;
    const unit = 10n ** BigInt(digits - part.length);
    const from = scaled(`${whole}.${part}`, digits);
    yield [/[1-9]$/.test(part) ? from : from + 1n, from + unit - 1n];
  } else {
    const unit = 10n ** BigInt(digits);
    const [from, to] = [BigInt(whole) * unit, (BigInt(whole) + 1n) * unit - 1n];
    yield [from, to];
    if (from > 0n) for (let k = 10n; from * k <= most; k *= 10n) yield [from * k, (to + 1n) * k - 1n];
  }
}

/**
 * True where `text` is a mark, or can become one by typing on.
 *
 * @param {string} text
 * @param {Rule} rule
 */
function leads(text, rule) {
  const below = text.startsWith("-");
  for (const [from, to] of spans(text, rule)) {
    const least = below && from === 0n ? 1n : from;
    if (below ? holds(rule, -to, -least) : holds(rule, from, to)) return true;
  }
  return false;
}

/**
 * True where `text` is a whole mark.
 *
 * @param {string} text
 * @param {MarkRange} criterion
 */
export function isLegal(text, criterion) {
  const rule = ruleOf(criterion);
  if (!/^-?\d+(\.\d+)?$/.test(text) || digitsOf(text) > rule.digits) return false;
  const value = scaled(text, rule.digits);
  return plain(value, rule.digits) === text && holds(rule, value, value);
}

/**
 * The keys after which `text` is a mark or can still become one.
 *
 * @param {string} text
 * @param {MarkRange} criterion
 */
export function openKeys(text, criterion) {
  const rule = ruleOf(criterion);
  const typed = KEYS.map((key) => [key, text + key]).filter(([, next]) =>
    /^-?(0|[1-9]\d*)?$|^-?(0|[1-9]\d*)\.\d*$/.test(next),
  );
  return new Set(typed.filter(([, next]) => leads(next, rule)).map(([key]) => key));
}

/** The greatest mark that has a key of its own. */
const LAST_TAP = 10;

/** The keys of a criterion whose marks are one touch each, 0 and 10 at the foot. */
export const TAPS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "10"];

/**
 * True where every mark is a whole number from 0 to 10, so that one touch gives it.
 *
 * @param {MarkRange} criterion
 */
export function isOneTap(criterion) {
  const { digits, low, high } = ruleOf(criterion);
  return digits === 0 && low >= 0n && high <= BigInt(LAST_TAP);
}

/**
 * True where all criteria have a whole mark.
 *
 * @param {Marks} marks
 * @param {CriterionPart[]} criteria
 */
export const isWhole = (marks, criteria) =>
  criteria.every((criterion) => isLegal(marks[criterion.id] ?? "", criterion));

/**
 * The first criterion that has no whole mark yet; the last one where all have.
 *
 * @param {Marks} marks
 * @param {CriterionPart[]} criteria
 */
export function nextOpen(marks, criteria) {
  const at = criteria.findIndex((criterion) => !isLegal(marks[criterion.id] ?? "", criterion));
  return at < 0 ? criteria.length - 1 : at;
}

/**
 * The sum of the marks by their weights, exact; "" while one is missing.
 *
 * @param {Marks} marks
 * @param {CriterionPart[]} criteria
 */
export function totalOf(marks, criteria) {
  if (!isWhole(marks, criteria)) return "";
  const digits = Math.max(
    ...criteria.map(({ weight, step, low }) => digitsOf(weight) + Math.max(digitsOf(step), digitsOf(low))),
  );
  const sum = criteria.reduce((so, { id, weight }) => {
    const own = digitsOf(weight) + digitsOf(marks[id]);
    const product = scaled(weight, digitsOf(weight)) * scaled(marks[id], digitsOf(marks[id]));
    return so + product * 10n ** BigInt(digits - own);
  }, 0n);
  return plain(sum, digits);
}

/**
 * True where two mark sheets have the same marks.
 *
 * @param {Marks | null | undefined} one
 * @param {Marks | null | undefined} other
 */
export function sameMarks(one, other) {
  const names = Object.keys({ ...one, ...other });
  return names.every((name) => one?.[name] === other?.[name]);
}
