/**
 * What has happened on the big screen, as its view says it, and the sound of each.  Pure: a view goes in.
 *
 * An event has a name that is the same in every view that still shows it, so that none sounds twice.
 */

/** @typedef {"countdown" | "press" | "right" | "wrong" | "reveal" | "applause"} SoundName */
/** @typedef {{ id: string, sound: SoundName, scenes: ReadonlySet<View["scene"]> }} Happened */

/** @param {View["scene"][]} names */
const scenes = (...names) => new Set(names);

/** Where the hall sees the item that is played. */
const OF_ITEM = scenes("question", "clock", "press", "answer");
const OF_ANSWER = scenes("answer");
/** Where it sees the clock run. */
const OF_CLOCK = scenes("question", "clock", "press");

/** Seconds that are counted aloud. */
const COUNTED = 5;

/** @param {string | undefined} verdict @returns {SoundName | null} */
function soundOf(verdict) {
  if (verdict === "right") return "right";
  return verdict === "wrong" || verdict === "timeout" || verdict === "give_up" ? "wrong" : null;
}

/** @param {View} view @returns {Happened[]} */
function ofPress({ press, item }) {
  if (!press || !item) return [];
  const arming = press.arming ?? "";
  const fouls = press.fouls.map((team) => ({
    id: `foul ${item.no} ${team}`,
    sound: /** @type {const} */ ("wrong"),
    scenes: OF_ITEM,
  }));
  if (!press.winner) return fouls;
  return [...fouls, { id: `press ${arming} ${press.winner}`, sound: "press", scenes: OF_ITEM }];
}

/**
 * Verdicts one by one; where all answer at once they come with the answer, and its sound is theirs.
 *
 * @param {View} view
 * @returns {Happened[]}
 */
function ofVerdicts({ item, round }) {
  if (!item || item.voided || round?.kind === "simultaneous" || round?.kind === "judged") return [];
  if (item.run) {
    const { right, wrong } = item.run;
    return [
      ...(right
        ? [{ id: `run ${item.no} right ${right}`, sound: /** @type {const} */ ("right"), scenes: OF_ITEM }]
        : []),
      ...(wrong
        ? [{ id: `run ${item.no} wrong ${wrong}`, sound: /** @type {const} */ ("wrong"), scenes: OF_ITEM }]
        : []),
    ];
  }
  return Object.entries(item.verdicts).flatMap(([team, { verdict }]) => {
    const sound = soundOf(verdict);
    return sound ? [{ id: `verdict ${item.no} ${team}`, sound, scenes: OF_ITEM }] : [];
  });
}

/** @param {View} view @returns {Happened[]} */
function ofAnswer({ item }) {
  return item?.key && !item.voided && item.stage === "closed"
    ? [{ id: `answer ${item.no}`, sound: "reveal", scenes: OF_ANSWER }]
    : [];
}

/**
 * What only its own scene shows: marks, places, awards, the best player.
 *
 * @param {View} view
 * @returns {Happened[]}
 */
function ofScene(view) {
  const here = scenes(view.scene);
  if (view.scene === "marks" && view.marks) return [{ id: `marks ${view.marks.item}`, sound: "reveal", scenes: here }];
  if (view.scene === "reveal" && view.reveal?.shown.length) {
    const last = view.reveal.shown.length >= view.reveal.total;
    return [{ id: `place ${view.reveal.shown.length}`, sound: last ? "applause" : "reveal", scenes: here }];
  }
  if (view.scene === "award" && view.awarded?.teams.length)
    return [{ id: `award ${view.awarded.name}`, sound: "applause", scenes: here }];
  if (view.scene === "best_player" && view.best_player) return [{ id: "best player", sound: "applause", scenes: here }];
  return [];
}

/** Of these, what was shown once does not sound again when its scene comes back. */
const KEPT = /^(marks|place|award|best)/;

/**
 * Everything that has happened by this view.
 *
 * @param {View} view
 */
export const happened = (view) => [...ofPress(view), ...ofVerdicts(view), ...ofAnswer(view), ...ofScene(view)];

/**
 * What sounds now, and what is known from now on: `known` are the names of what happened before.  What happens out of
 * sight becomes known without a sound; what is undone may happen anew.
 *
 * @param {View} view
 * @param {ReadonlySet<string>} known
 */
export function heardIn(view, known) {
  const all = happened(view);
  const fresh = all.filter(({ id, scenes: where }) => !known.has(id) && where.has(view.scene));
  const kept = [...known].filter((id) => KEPT.test(id));
  return {
    sounds: [...new Set(fresh.map(({ sound }) => sound))],
    known: new Set([...kept, ...all.map(({ id }) => id)]),
  };
}

/**
 * The moments in server time at which the seconds of the clock on the screen are counted, the last one at its end.
 *
 * @param {Pick<View, "clock" | "scene">} view
 * @param {number} now
 */
export function ticksOf({ clock, scene }, now) {
  if (clock?.state !== "running" || clock.deadline === null || !OF_CLOCK.has(scene)) return [];
  const { deadline } = clock;
  return Array.from({ length: COUNTED + 1 }, (_, i) => ({
    at: deadline - (COUNTED - i) * 1_000,
    last: i === COUNTED,
  })).filter(({ at }) => at > now);
}
