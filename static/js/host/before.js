/** What the host may show before the opening: no entry of the match, so no command. */

import { useSaid } from "/static/js/host/said.js";
import { cls } from "/static/js/lib/dom.js";
import { live } from "/static/js/lib/live.js";
import { byStation } from "/static/js/lib/lookup.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

/**
 * @typedef {{ scene: "standby" | "teams" | "text" | "black", team?: string, title?: string, text?: string, link?: boolean }} Cue
 */

/**
 * Every cue before the opening with its words, and whether it is on: scenes, prepared texts, and while 亮相 is on each
 * team alone.  Pure.
 *
 * @param {DeskView} view
 * @param {boolean} link
 * @returns {{ cue: Cue, words: string, on: boolean }[]}
 */
function cuesBefore(view, link) {
  const { scene, introduced = "", caption, captions = [] } = view;
  const scenes = /** @type {const} */ (["standby", "teams", "black"]).map((name) => ({
    cue: /** @type {Cue} */ ({ scene: name, ...(name === "standby" && link ? { link } : {}) }),
    words: t(`host.scene.${name}`),
    on: scene === name && !introduced,
  }));
  const texts = captions.map(({ title, text }) => ({
    cue: /** @type {Cue} */ ({ scene: "text", title, text }),
    words: title,
    on: scene === "text" && caption?.title === title,
  }));
  const alone = scene !== "teams" ? [] : byStation(view);
  return [
    ...scenes,
    ...texts,
    ...alone.map(({ id, name, station }) => ({
      cue: /** @type {Cue} */ ({ scene: "teams", team: id }),
      words: station ? t("host.screen.introduce_one", { no: station }) : name,
      on: introduced === id,
    })),
  ];
}

/** @param {{ view: DeskView, link: boolean }} props */
export function BeforeKeys({ view, link }) {
  const { say, problem } = useSaid((/** @type {Cue} */ said) => live.emit("screen.before", said));
  return html`<div class="scene-keys" role="group" aria-label=${t("host.screen.cues")}>
    ${cuesBefore(view, link).map(({ cue, words, on }) => html`<button key=${JSON.stringify(cue)} type="button" class=${cls("key", "key-small", on && "pressed")} aria-pressed=${on ? "true" : "false"} onClick=${say(cue)}>${words}</button>`)}
    ${problem}
  </div>`;
}
