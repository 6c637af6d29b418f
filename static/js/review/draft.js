/** The page on which a form is filled in: characters are counted as they are typed, the draft keeps itself. */

import { loadFromDevice, saveOnDevice } from "/static/js/lib/device_store.js";
import { fill, mountPoint, onReturn } from "/static/js/lib/dom.js";
import { all } from "/static/js/lib/plain_forms.js";
import { requestJson } from "/static/js/lib/requests.js";
import { wordCount } from "/static/js/lib/word_count.js";
import { t } from "/static/js/lib/words.js";
import { DraftKeeper } from "/static/js/review/draft_keeper.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Box */

const form = /** @type {HTMLFormElement} */ (mountPoint("draft"));
const meeting = mountPoint("meeting");
const said = mountPoint("kept");
const saved = mountPoint("saved");
const address = form.dataset.address ?? "";
const name = `draft:${form.dataset.name}`;
const revision = /** @type {HTMLInputElement} */ (form.elements.namedItem("revision"));
const boxes = /** @type {Box[]} */ (all("#draft [name^='f.']"));

const valuesNow = () => Object.fromEntries(boxes.map((box) => [box.name, box.value]));

/**
 * What the page was drawn with: somebody may have typed before this script was here.
 *
 * @param {Box} box
 */
const drawn = (box) =>
  box instanceof HTMLSelectElement
    ? ([...box.options].find((option) => option.defaultSelected)?.value ?? box.options[0]?.value ?? "")
    : box.defaultValue;
const valuesDrawn = Object.fromEntries(boxes.map((box) => [box.name, drawn(box)]));

/** @param {import("/static/js/review/draft_keeper.js").Values} values */
function fillIn(values) {
  for (const box of boxes) box.value = values[box.name] ?? "";
  for (const count of all("[data-count]")) showCount(count);
}

/** @param {HTMLElement} node */
function showCount(node) {
  const most = Number(node.dataset.most);
  const count = wordCount(/** @type {Box} */ (mountPoint(node.dataset.count ?? "")).value);
  const over = count - most;
  node.textContent = t(over > 0 ? "review_draft.over" : "review_draft.count", { count, most, over });
  node.classList.toggle("count-over", over > 0);
}

/** @param {import("/static/js/review/draft_keeper.js").State} state */
function showMeeting(state) {
  meeting.hidden = false;
  const text = document.createElement("p");
  text.textContent = t(`review_draft.${state}`);
  const choices = [
    { words: "take_mine", act: () => keeper.takeMine() },
    { words: "take_theirs", act: () => keeper.takeTheirs() },
  ].map(({ words, act }) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = t(`review_draft.${words}`);
    button.addEventListener("click", act);
    return button;
  });
  const row = document.createElement("p");
  row.className = "buttons";
  row.append(...choices);
  fill(meeting, text, row);
  meeting.scrollIntoView({ block: "nearest" });
}

/** @type {import("/static/js/review/draft_keeper.js").Ports["show"]} */
function show(state, { values, message = "" } = {}) {
  if (values) fillIn(values);
  if (state === "meeting" || state === "meeting_old") {
    said.textContent = "";
    showSaved(true);
    showMeeting(state);
    return;
  }
  if (state === "kept" || state === "theirs") meeting.hidden = true;
  const words = state === "theirs" ? "kept" : state;
  said.textContent = t(`review_draft.${words}`, { message, time: keeper.saved });
  showSaved(words !== "kept");
}

/**
 * When the server kept what it has, by its own clock, beside whatever becomes of what is typed now.
 *
 * @param {boolean} beside
 */
function showSaved(beside) {
  saved.hidden = !beside || !keeper.saved;
  saved.textContent = keeper.saved ? t("review_draft.saved", { time: keeper.saved }) : "";
}

const keeper = new DraftKeeper(
  { revision: Number(revision.value), values: valuesDrawn, saved: form.dataset.saved ?? "" },
  {
    send: (values, at) =>
      requestJson(address, { method: "POST", body: new URLSearchParams({ ...values, revision: String(at) }) }),
    stored: () => requestJson(address),
    load: () => loadFromDevice(name),
    save: (kept) => saveOnDevice(name, kept),
    show,
    later: (ms, run) => setTimeout(run, ms),
  },
);

/** Take up what this device has kept, then what was typed before this script was here. */
async function begin() {
  const early = boxes.filter((box) => box.value !== valuesDrawn[box.name]).map((box) => ({ box, value: box.value }));
  await keeper.begin();
  for (const { box, value } of early) box.value = value;
  if (early.length > 0) keeper.typed(valuesNow());
}

/** Whether a file is on its way: another page would break it off. */
const sendsFiles = () => document.querySelector("[data-upload][aria-busy=true]") !== null;
addEventListener("beforeunload", (event) => sendsFiles() && event.preventDefault());

/** The names of files that were chosen and never sent, once each time that they change. */
let told = "";
function chosenFiles() {
  const inputs = /** @type {HTMLInputElement[]} */ (all("[data-upload] input[type=file]"));
  const names = inputs.flatMap((input) => [...(input.files ?? [])].map((file) => file.name)).join(" ");
  const news = names === told ? "" : names;
  told = names;
  return news;
}

/**
 * The button's form goes to the server once the server has all that was typed: a page of the browser's own about a dead
 * network would be all that is left of it otherwise.
 *
 * @param {SubmitEvent} event
 */
async function leave(event) {
  event.preventDefault();
  if (sendsFiles()) {
    said.textContent = t("review_draft.files_underway");
    return;
  }
  const chosen = chosenFiles();
  if (chosen) {
    said.textContent = t("review_draft.files_chosen", { name: chosen });
    return;
  }
  const button = /** @type {HTMLButtonElement | null} */ (event.submitter ?? null);
  if (!(await keeper.finish())) return;
  revision.value = String(keeper.revision);
  if (button?.name) {
    const pressed = document.createElement("input");
    Object.assign(pressed, { type: "hidden", name: button.name, value: button.value });
    form.append(pressed);
  }
  form.submit();
}

// A form that came back with an error is kept by its own button: what it says may differ from what the server has.
if (form.dataset.typed !== "yes") {
  begin();
  form.addEventListener("input", () => keeper.typed(valuesNow()));
  form.addEventListener("submit", leave);
  onReturn(() => keeper.again());
}
const showCounts = () => all("[data-count]").forEach(showCount);
form.addEventListener("input", showCounts);
showCounts();
form.dataset.ready = "yes";
