/** 抢答: the whole screen is the button; colour, word and shape show its mood. */

import { useUntil } from "/static/js/lib/clock.js";
import { live } from "/static/js/lib/live.js";
import { teamOf } from "/static/js/lib/lookup.js";
import { Sign } from "/static/js/lib/signs.js";
import { shownSeconds } from "/static/js/lib/time.js";
import { t } from "/static/js/lib/words.js";
import { TabletClock } from "/static/js/team/parts.js";
import { isPressKey, sendPress } from "/static/js/team/send_press.js";
import { PRESSABLE, pressMood } from "/static/js/team/states.js";
import { html, useLayoutEffect, useRef, useState } from "/static/vendor/preact.js";

/** @typedef {ReturnType<typeof pressMood>} Mood */

/** @type {Partial<Record<Mood, string>>} */
const SIGNS = {
  waiting: "pause",
  early: "foul",
  pressed: "hand",
  lost: "lock",
  foul: "foul",
  barred: "barred",
  out: "barred",
  aside: "lock",
  lapsed: "clock",
  won: "right",
};

/** @param {{ view: WithPress<TeamView>, mood: Mood }} props */
function Face({ view, mood }) {
  const { press } = view;
  if (mood === "count")
    return html`<b class="press-count num">${shownSeconds((press.opens_at ?? 0) - live.now())}</b><p>${t("team.press.count_small")}</p>`;
  const winner = mood === "lost" ? teamOf(view, press.winner) : null;
  const fields = winner ? { no: winner.station, team: winner.name } : {};
  return html`
    ${mood === "armed" ? html`<span class="press-disc"><b>${t("team.press.armed")}</b></span>` : html`<${Sign} name=${SIGNS[mood]} />`}
    ${mood !== "armed" && html`<b class="press-word">${t(`team.press.${mood}`, fields)}</b>`}
    <p>${t(`team.press.${mood}_small`, fields)}</p>
  `;
}

/**
 * The picture: one button.
 *
 * @param {{ view: WithPress<TeamView> }} props
 */
export function Press({ view }) {
  const [mine, setMine] = useState(/** @type {string | null} */ (null));
  useUntil(view.press.opens_at);
  const mood = pressMood(view, mine, live.now());
  const last = useRef(/** @type {string | null} */ (null));

  /**
   * Reads the mood at the instant of the touch: the last drawing may be a frame old.
   *
   * @param {Event} event
   * @param {"tablet" | "keyboard"} source
   */
  function press(event, source) {
    if (!PRESSABLE.has(pressMood(view, last.current, live.now()))) return;
    event.preventDefault();
    last.current = sendPress(view, event, source);
    setMine(last.current);
  }

  /** @param {Event} event */
  const touch = (event) => press(event, "tablet");

  useLayoutEffect(() => {
    /** @param {KeyboardEvent} event */
    const onKey = (event) => isPressKey(event) && press(event, "keyboard");
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });

  return html`
    <button type="button" class=${`press press-${mood}`} aria-disabled=${PRESSABLE.has(mood) ? "false" : "true"}
      onPointerDown=${touch} onClick=${(/** @type {MouseEvent} */ event) => event.detail === 0 && touch(event)}
      onContextMenu=${(/** @type {Event} */ event) => event.preventDefault()}>
      <span class="press-face" role="status" aria-live="assertive"><${Face} view=${view} mood=${mood} /></span>
      <${TabletClock} clock=${view.clock} />
    </button>
  `;
}
