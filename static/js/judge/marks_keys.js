/**
 * A number pad that can type nothing but what the rule allows.  Marks are exact decimal texts.  Pure.
 *
 * @typedef {{id: string, name: string, low: string, high: string, step: string, weight: string, levels: string[]}} Criterion
 */

export const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", ".", "0", "-"];

const known = new Map();

const digitsOf = (text) => (text.split(".")[1] ?? "").length;

/** "1.50" with two digits as the whole number 150n. */
function scaled(text, digits) {
  const [whole, part = ""] = text.replace("-", "").split(".");
  const value = BigInt(whole + part.padEnd(digits, "0"));
  return text.startsWith("-") ? -value : value;
}

/** The whole number as a decimal text without idle zeros. */
function plain(value, digits) {
  const sign = value < 0n ? "-" : "";
  const text = String(value < 0n ? -value : value).padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits);
  const part = text.slice(text.length - digits).replace(/0+$/, "");
  return sign + whole + (part && `.${part}`);
}

/** Every mark that the criterion allows, as it is typed. */
export function legalMarks({ low, high, step }) {
  const name = `${low}:${high}:${step}`;
  if (!known.has(name)) {
    const digits = Math.max(digitsOf(low), digitsOf(high), digitsOf(step));
    const [from, to, by] = [low, high, step].map((text) => scaled(text, digits));
    const marks = [];
    for (let value = from; value <= to; value += by) marks.push(plain(value, digits));
    known.set(name, marks);
  }
  return known.get(name);
}

/** True where `text` is a whole mark. */
export const isLegal = (text, criterion) => legalMarks(criterion).includes(text);

/** The keys after which `text` is a mark or can still become one. */
export function openKeys(text, criterion) {
  const marks = legalMarks(criterion);
  return new Set(KEYS.filter((key) => marks.some((mark) => mark.startsWith(text + key))));
}

/** True where all criteria have a whole mark. */
export const isWhole = (marks, criteria) => criteria.every((criterion) => isLegal(marks[criterion.id] ?? "", criterion));

/** The first criterion that has no whole mark yet; the last one where all have. */
export function nextOpen(marks, criteria) {
  const at = criteria.findIndex((criterion) => !isLegal(marks[criterion.id] ?? "", criterion));
  return at < 0 ? criteria.length - 1 : at;
}

/** The sum of the marks by their weights, exact; "" while one is wanting. */
export function totalOf(marks, criteria) {
  if (!isWhole(marks, criteria)) return "";
  const digits = Math.max(...criteria.map(({ weight, step, low }) => digitsOf(weight) + Math.max(digitsOf(step), digitsOf(low))));
  const sum = criteria.reduce((so, { id, weight }) => {
    const own = digitsOf(weight) + digitsOf(marks[id]);
    const product = scaled(weight, digitsOf(weight)) * scaled(marks[id], digitsOf(marks[id]));
    return so + product * 10n ** BigInt(digits - own);
  }, 0n);
  return plain(sum, digits);
}

/** True where two sheets say the same. */
export function sameMarks(one, other) {
  const names = Object.keys({ ...one, ...other });
  return names.every((name) => one?.[name] === other?.[name]);
}
