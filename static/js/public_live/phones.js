/** Answering with the hall on a telephone: one answer to the item that is open, its number, and how it ended. */

import { cls, onValue } from "/static/js/lib/dom.js";
import { t } from "/static/js/lib/words.js";
import { html, useEffect, useState } from "/static/vendor/preact.js";

const PHONE = "leitai-phone";
const OWN = "leitai-hall";
const LONGEST = 8;
/** ms between two attempts where the server was busy or away, and what is added by chance. */
const AGAIN = 1_500;
const BY_CHANCE = 1_500;

/** @typedef {NonNullable<PublicView["phones"]>} Phones */
/**
 * @typedef {object} Own
 * @property {number} item
 * @property {number} at the opening
 * @property {number} no
 * @property {string[]} answer
 * @property {number} ms
 * @property {string} name
 * @property {string} epoch the life of the server that has it
 */

/** What a device keeps, also where it keeps nothing: then for as long as the page is open. @type {Map<string, string>} */
const kept = new Map();

/** @param {string} name */
function read(name) {
  try {
    return localStorage.getItem(name) ?? kept.get(name) ?? "";
  } catch {
    return kept.get(name) ?? "";
  }
}

/**
 * @param {string} name
 * @param {string} value
 */
function keep(name, value) {
  kept.set(name, value);
  try {
    localStorage.setItem(name, value);
  } catch {
    // The page has it for as long as it is open.
  }
}

/** The id that this phone made up: it says nothing of the phone or of its owner. */
function phoneId() {
  const known = read(PHONE);
  if (/^[0-9a-f]{32}$/.test(known)) return known;
  const made = [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");
  keep(PHONE, made);
  return made;
}

/**
 * What this phone has answered to this item, as the server took it.
 *
 * @param {string} code
 * @param {Phones} phones
 * @returns {Own | null}
 */
function ownAnswer(code, phones) {
  try {
    const own = JSON.parse(read(`${OWN}-${code}`) || "null");
    return own && own.item === phones.item && own.at === phones.at ? own : null;
  } catch {
    return null;
  }
}

/** @param {number} ms */
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/**
 * Send an answer until the server has looked at it, for as long as the item is open.
 *
 * @param {string} code
 * @param {Phones} phones
 * @param {{ answer: string[], name: string, epoch: string }} given
 * @param {() => boolean} goes_on
 * @returns {Promise<{ own?: Own, error?: string }>}
 */
async function send(code, phones, { answer, name, epoch }, goes_on) {
  const body = JSON.stringify({ item: phones.item, phone: phoneId(), answer, name });
  const init = { method: "POST", credentials: /** @type {const} */ ("omit"), body };
  while (goes_on()) {
    try {
      const got = await fetch(`/live/${code}/answers?lang=${document.documentElement.lang.slice(0, 2)}`, {
        ...init,
        headers: { "Content-Type": "application/json" },
      });
      if (got.ok) return { own: { item: phones.item, at: phones.at, name, epoch, ...(await got.json()) } };
      if (got.status !== 503) {
        const { error } = await got.json();
        return { error: `${error.message}${t("public_live.phones.stop")}${error.next}` };
      }
    } catch {
      // No network at this moment: once more.
    }
    await pause(AGAIN + Math.random() * BY_CHANCE);
  }
  return { error: t("public_live.phones.over") };
}

/**
 * Whether an answer is in the list that the draw was made from: another life of the server may have given its number
 * to another phone.
 *
 * @param {string} code
 * @param {Own} own
 * @param {() => boolean} goes_on
 * @returns {Promise<boolean>}
 */
async function isListed(code, own, goes_on) {
  while (goes_on()) {
    try {
      const got = await fetch(`/live/${code}/answers/${own.item}.txt`, { credentials: "omit" });
      if (got.ok) return (await got.text()).split("\n").includes(`${own.no} ${own.answer.join("")} ${own.ms}`);
      if (got.status !== 503) return false;
    } catch {
      // No network at this moment: once more.
    }
    await pause(AGAIN + Math.random() * BY_CHANCE);
  }
  return false;
}

/** @param {Phones["options"][number]} option */
const optionText = ({ letter, text }) =>
  text || (letter === "T" ? t("public_live.phones.true") : letter === "F" ? t("public_live.phones.false") : letter);

/**
 * The part of the page for the item that the hall may answer, or has answered.
 *
 * @param {{ code: string, phones: Phones, epoch: string }} props
 */
export function HallPhones({ code, phones, epoch }) {
  const [own, setOwn] = useState(ownAnswer(code, phones));
  /** @param {Own} taken */
  const took = (taken) => {
    keep(`${OWN}-${code}`, JSON.stringify(taken));
    setOwn(taken);
  };
  // A server that was started anew has lost what phones gave it: each gives it its answer once more.
  const lost = phones.state === "open" && own !== null && own.epoch !== epoch;
  useEffect(() => {
    if (!lost || !own) return;
    let here = true;
    const given = { answer: own.answer, name: own.name, epoch };
    void send(code, phones, given, () => here).then(({ own: again }) => here && again && took(again));
    return () => {
      here = false;
    };
  }, [lost, epoch]);
  return html`<section class="live-phones" aria-label=${t("public_live.phones.title")}>
    <h2>${t("public_live.phones.title")}</h2>
    <p class="live-stem" lang="zh-Hans">${phones.stem}</p>
    ${phones.state === "open" && !own ? html`<${Form} code=${code} phones=${phones} epoch=${epoch} took=${took} />` : html`<${Given} phones=${phones} own=${own} />`}
    ${phones.state === "shown" && html`<${Shown} code=${code} phones=${phones} own=${own} />`}
  </section>`;
}

/** @param {{ code: string, phones: Phones, epoch: string, took: (own: Own) => void }} props */
function Form({ code, phones, epoch, took }) {
  const [chosen, setChosen] = useState(/** @type {string[]} */ ([]));
  const [name, setName] = useState("");
  const [sending, setSending] = useState(false);
  const [error, setError] = useState("");
  const several = phones.type === "multiple";
  /** @param {string} letter */
  const choose = (letter) =>
    setChosen(
      several ? (chosen.includes(letter) ? chosen.filter((one) => one !== letter) : [...chosen, letter]) : [letter],
    );
  /** @param {Event} event */
  const submit = async (event) => {
    event.preventDefault();
    setSending(true);
    setError("");
    const end = Date.now() + Math.max(10_000, phones.until - phones.at);
    const given = { answer: chosen, name: name.trim(), epoch };
    const { own, error: wrong } = await send(code, phones, given, () => Date.now() < end);
    setSending(false);
    if (own) took(own);
    else setError(wrong ?? "");
  };
  return html`<form onSubmit=${submit}>
    <fieldset class="live-options">
      <legend>${t(several ? "public_live.phones.several" : "public_live.phones.one")}</legend>
      ${phones.options.map(
        (
          option,
        ) => html`<label key=${option.letter} class=${cls("live-option", chosen.includes(option.letter) && "live-chosen")}>
          <input type=${several ? "checkbox" : "radio"} name="answer" value=${option.letter} checked=${chosen.includes(option.letter)} onChange=${() => choose(option.letter)} />
          <b>${phones.type === "true_false" ? "" : option.letter}</b> <span lang="zh-Hans">${optionText(option)}</span>
        </label>`,
      )}
    </fieldset>
    <label class="live-name"><span>${t("public_live.phones.name")}</span><input value=${name} maxlength=${LONGEST} autocomplete="off" onInput=${onValue(setName)} /></label>
    <p class="live-hint">${t("public_live.phones.name_hint")}</p>
    ${error && html`<p class="live-error" role="alert">${error}</p>`}
    <button class="live-send" disabled=${sending || chosen.length === 0}>${t(sending ? "public_live.phones.sending" : "public_live.phones.send")}</button>
  </form>`;
}

/** @param {{ phones: Phones, own: Own | null }} props */
function Given({ phones, own }) {
  if (!own) return html`<p role="status">${t("public_live.phones.missed")}</p>`;
  return html`<p class="live-own" role="status">${t("public_live.phones.given", { no: own.no, answer: letters(phones, own.answer) })}</p>`;
}

/**
 * Letters as people read them: right and wrong in words.
 *
 * @param {Phones} phones
 * @param {string[]} answer
 */
const letters = (phones, answer) =>
  phones.type === "true_false" ? optionText({ letter: answer[0], text: "" }) : answer.join("");

/** @param {{ code: string, phones: Phones, own: Own | null }} props */
function Shown({ code, phones, own }) {
  const { key = [], right = 0, given = 0, draw, quickest = [], chosen = {} } = phones;
  const several = phones.type === "multiple";
  const good =
    own &&
    (several
      ? own.answer.length === key.length && own.answer.every((one) => key.includes(one))
      : key.includes(own.answer[0]));
  const winner = own !== null && draw?.winners.includes(own.no) === true;
  const [listed, setListed] = useState(false);
  useEffect(() => {
    if (!winner || !own) return;
    let here = true;
    void isListed(code, own, () => here).then((found) => here && setListed(found));
    return () => {
      here = false;
    };
  }, [winner]);
  const drawn = winner && listed;
  return html`
    <p><b>${t("public_live.phones.key", { key: several ? key.join("") : letters(phones, key) })}</b> ${t("public_live.phones.right", { right, given })}</p>
    <p class="live-hint">${phones.options.map((option) => `${phones.type === "true_false" ? optionText(option) : option.letter} ${chosen[option.letter] ?? 0}`).join(" · ")}</p>
    ${own && html`<p class=${cls("live-verdict", good && "live-good")} role="status">${t(drawn ? "public_live.phones.won" : good ? "public_live.phones.good" : "public_live.phones.wrong")}</p>`}
    ${quickest.length > 0 && html`<p>${t("public_live.phones.quickest", { names: quickest.map((one) => one.name || t("public_live.phones.no", { no: one.no })) })}</p>`}
    ${
      draw &&
      html`<p>${t("public_live.phones.drawn", { number: draw.number, numbers: draw.winners.map((no) => t("public_live.phones.no", { no })) })}</p>
      <details class="live-check"><summary>${t("public_live.phones.check")}</summary>
        <p>${t("public_live.phones.check_how", { list: phones.list ?? "", digest: phones.digest, secret: draw.secret, number: draw.number })}</p>
        <p><a href=${`/live/${code}/answers/${phones.item}.txt`}>${t("public_live.phones.list")}</a></p>
      </details>`
    }
  `;
}
