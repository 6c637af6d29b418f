/** The keys of the console and what they do in the stage of the view. */

import { firstOf } from "/static/js/desk/actions.js";
import { MoreDialog } from "/static/js/desk/more.js";
import { nameByKey, SEAT_KEYS } from "/static/js/desk/players.js";
import { undo } from "/static/js/desk/undo.js";
import { verdictForKey } from "/static/js/desk/verdicts.js";
import { blackOrBack } from "/static/js/host/black.js";
import { pressByKeyboard } from "/static/js/host/team_dialog.js";
import { loadFromDevice, saveOnDevice } from "/static/js/lib/device_store.js";

let stations = false;
loadFromDevice("station-keys", false).then((kept) => (stations = kept));

/** Whether the digits press for stations while presses count (a USB button that types its number). */
export const stationKeys = {
  get on() {
    return stations;
  },
  turn() {
    stations = !stations;
    saveOnDevice("station-keys", stations);
  },
};

/**
 * The table of keys for `useKeys`.
 *
 * @param {{
 *   view: DeskView,
 *   desk: Desk,
 *   primary: import("/static/js/host/primary.js").Primary,
 *   help: () => void,
 * }} props
 */
export function hostKeys({ view, desk, primary, help }) {
  /** @param {ActionPart | undefined} action */
  const use = (action) => action?.enabled && !desk.commands.busy && desk.use(action);
  /** @param {string} no */
  const digit = (no) => () => (stations && inPress(view) ? pressStation(view, no) : use(verdictForKey(view, no)));
  const next = primary.key;
  const black = () => use(blackOrBack(view));
  const undone = () => undo(view, desk);
  const back = () => (backOf(view) ? use(backOf(view)) : undone());
  const more = () => desk.show(MoreDialog);
  const pause = () =>
    use([firstOf(view, "clock.pause"), firstOf(view, "clock.resume")].find((action) => action?.enabled));
  const digits = Object.fromEntries(["1", "2", "3", "4", "5", "6", "7", "8", "9"].map((no) => [no, digit(no)]));
  const seats = Object.fromEntries(SEAT_KEYS.map((key) => [key, () => nameByKey(view, desk, key)]));
  return {
    Space: next,
    Enter: next,
    PageDown: next,
    PageUp: back,
    u: undone,
    b: black,
    ".": black,
    p: pause,
    m: more,
    "?": help,
    ...digits,
    ...seats,
  };
}

/**
 * The way back in a reveal: the place that was shown last is taken from the screen.
 *
 * @param {DeskView} view
 */
export const backOf = (view) => view.actions.find(({ id, enabled }) => id === "reveal.back" && enabled);

/** @param {DeskView} view */
const inPress = (view) => ["reading", "armed", "collecting"].includes(view.match.stage) && view.press !== null;

/**
 * @param {DeskView} view
 * @param {string} no
 */
function pressStation(view, no) {
  const team = view.teams.find((one) => String(one.station) === no);
  if (team) pressByKeyboard(view, team.id).catch(() => {});
}
