/** What the audience sees, beside the console, and the cues that change it. */

import { ofKind, whyNot } from "/static/js/desk/actions.js";
import { BeforeKeys } from "/static/js/host/before.js";
import { Preview } from "/static/js/host/preview.js";
import { SoundKeys } from "/static/js/host/sound.js";
import { cls, releaseFocus, seatId } from "/static/js/lib/dom.js";
import { byStation } from "/static/js/lib/lookup.js";
import { t } from "/static/js/lib/words.js";
import { html, useState } from "/static/vendor/preact.js";

/**
 * The picture and a key for every scene.  The one that is on is marked; pressing it again does no harm.
 *
 * @param {{ view: DeskView, desk: Desk }} props
 */
export function Screen({ view, desk }) {
  const [link, setLink] = useState(Boolean(view.link));
  const scenes = ofKind(view, "scene.show").filter(({ id }) => id.startsWith("scene.") && id !== "scene.back");
  return html`<section class="panel screen" aria-label=${t("host.screen.title")} tabindex="0">
    <h2>${t("host.screen.title")}<em class="tag">${t(`host.scene.${view.scene}`)}</em>${view.freeze && html`<em class="tag tag-frozen">${t("host.frozen")}</em>`}</h2>
    <${Preview} view=${view} />
    ${view.match.phase === "setup" && html`<${BeforeKeys} view=${view} link=${link} />`}
    ${
      scenes.length > 0 &&
      html`<div class="scene-keys" role="group" aria-label=${t("host.screen.cues")}>
      ${scenes.map((action) => {
        const { scene, award, title } = action.command;
        const named = award || title;
        const on = scene === view.scene && (!named || named === (award ? view.awarded?.name : view.caption?.title));
        const why = whyNot(action);
        /** @param {ElementEvent<MouseEvent, HTMLElement>} event */
        const click = (event) => {
          releaseFocus(event);
          if (!why) desk.use(cued(action, link));
        };
        return html`<button
          key=${action.id}
          type="button"
          class=${cls("key", "key-small", on && "pressed")}
          aria-pressed=${on ? "true" : "false"}
          aria-disabled=${why ? "true" : "false"}
          title=${why || undefined}
          onClick=${click}
        >
          ${named || t(`host.scene.${scene}`)}
        </button>`;
      })}
    </div>`
    }
    ${view.scene === "teams" && html`<${Introduce} view=${view} desk=${desk} />`}
    <label class="scene-link">
      <input type="checkbox" checked=${link} onChange=${(/** @type {FieldEvent} */ event) => setLink(event.target.checked)} />
      ${t("host.screen.link")}
    </label>
    <${SoundKeys} view=${view} />
    <${ToAir} view=${view} />
  </section>`;
}

/**
 * The way to the page that names people on television, where the match has a seat for its picture; marked while one of
 * its outputs is not connected, and with the name that is on air.
 *
 * @param {{ view: DeskView }} props
 */
function ToAir({ view }) {
  const outputs = view.presence.filter((seat) => seat.role === "air");
  if (!outputs.length) return null;
  const off = outputs.some(({ state }) => state === "gone" || state === "stale");
  return html`<p class="to-air"><a href=${`/m/${view.match.id}/air/desk?seat=${seatId()}`} target="_blank">${t("host.screen.air")}</a>
    ${view.lower_third && html`<span>${t("host.screen.lower_third", { name: view.lower_third.name })}</span>`}
    ${off && html`<em class="tag tag-void">${t("host.screen.air_off")}</em>`}</p>`;
}

/**
 * While 亮相 is on: one team after the other, or all.
 *
 * @param {{ view: DeskView, desk: Desk }} props
 */
function Introduce({ view, desk }) {
  const cue = ofKind(view, "scene.show").find(({ id }) => id === "scene.teams");
  if (!cue) return null;
  const one = (/** @type {string} */ team, /** @type {string} */ words, /** @type {string} */ title) => {
    const on = (view.introduced ?? "") === team;
    const command = team ? { ...cue.command, team } : cue.command;
    /** @param {ElementEvent<MouseEvent, HTMLElement>} event */
    const click = (event) => {
      releaseFocus(event);
      desk.use({ ...cue, command });
    };
    return html`<button key=${team} type="button" class=${cls("key", "key-small", on && "pressed")} aria-pressed=${on ? "true" : "false"} title=${title} onClick=${click}>${words}</button>`;
  };
  return html`<div class="scene-keys" role="group" aria-label=${t("host.screen.introduce")}>
    ${one("", t("host.screen.introduce_all"), t("host.screen.introduce_all"))}
    ${byStation(view).map((team) => one(team.id, t("host.screen.introduce_one", { no: team.station }), team.name))}
  </div>`;
}

/**
 * The cue of a scene; that of 待机 also says whether it shows the way to the public page.
 *
 * @param {ActionPart} action
 * @param {boolean} link
 */
function cued(action, link) {
  return link && action.command.scene === "standby" ? { ...action, command: { ...action.command, link } } : action;
}
