/** What the audience sees, beside the console, and the cues that change it. */

import { ofKind, whyNot } from "/static/js/desk/actions.js";
import { Preview } from "/static/js/host/preview.js";
import { cls, releaseFocus } from "/static/js/lib/dom.js";
import { t } from "/static/js/lib/words.js";
import { html, useState } from "/static/vendor/preact.js";

/**
 * The picture and a key for every scene.  The one that is on is marked; pressing it again does no harm.
 *
 * @param {{ view: DeskView, desk: Desk }} props
 */
export function Screen({ view, desk }) {
  const [link, setLink] = useState(Boolean(view.link));
  const scenes = ofKind(view, "scene.show").filter(({ id }) => id.startsWith("scene."));
  return html`<section class="panel screen" aria-label=${t("host.screen.title")} tabindex="0">
    <h2>${t("host.screen.title")}<em class="tag">${t(`host.scene.${view.scene}`)}</em>${view.freeze && html`<em class="tag tag-frozen">${t("host.frozen")}</em>`}</h2>
    <${Preview} view=${view} />
    <div class="scene-keys" role="group" aria-label=${t("host.screen.cues")}>
      ${scenes.map((action) => {
        const { scene, award } = action.command;
        const on = scene === view.scene && (!award || award === view.awarded?.name);
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
          ${award || t(`host.scene.${scene}`)}
        </button>`;
      })}
    </div>
    <label class="scene-link">
      <input type="checkbox" checked=${link} onChange=${(/** @type {FieldEvent} */ event) => setLink(event.target.checked)} />
      ${t("host.screen.link")}
    </label>
  </section>`;
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
