/** A stage of a competition as the hall sees it: its matches first, then the standings of every group, page by page. */

import { widthInEm } from "/static/js/lib/text.js";
import { t } from "/static/js/lib/words.js";
import { Group } from "/static/js/scenes/hall/group.js";
import { hallPages } from "/static/js/scenes/hall/layout.js";
import { counts, Matches } from "/static/js/scenes/hall/matches.js";
import { Backdrop } from "/static/js/scenes/parts/backdrop.js";
import { Line, useWall, WallWindow } from "/static/js/scenes/parts/fit.js";
import { PageMarks, usePages } from "/static/js/scenes/parts/pages.js";
import { TitlePage } from "/static/js/scenes/parts/title_page.js";
import { html } from "/static/vendor/preact.js";

/** @param {StagePart} stage */
function rule({ advance, runners_up: next, written }) {
  if (!advance && !next) return "";
  return [
    advance && t(written ? "overview.rule_written" : "overview.rule", { count: advance }),
    next && t("overview.rule_next", { count: next }),
  ]
    .filter(Boolean)
    .join(t("overview.and"));
}

/** @param {{ stage: StagePart }} props */
function Pages({ stage }) {
  const wall = useWall();
  const longest = Math.max(3, ...stage.groups.flatMap(({ teams }) => teams.map(({ name }) => widthInEm(name))));
  const { pages, columns } = hallPages({ groups: stage.groups, aspect: wall.width / wall.height, longest });
  const page = usePages(pages.length);
  const now = pages[page];
  return html`
    <div class="hall-page">
      ${
        now.matches
          ? html`<${Matches} stage=${stage} groups=${now.matches} columns=${columns} key=${page} />`
          : html`<div class="hall-groups" style=${{ "--columns": columns }} key=${page}>
              ${now.cards.map((card) => html`<${Group} key=${`${card.group.no}-${card.from}`} card=${card} stage=${stage} />`)}
            </div>`
      }
      <${PageMarks} page=${page} pages=${pages.length} />
    </div>
  `;
}

/**
 * One view as the hall sees it; `children` lie on top.
 *
 * @param {{ view: CompetitionView, wall?: Window, children?: Child }} props
 */
export function HallPicture({ view: { event, stage, face }, wall = window, children = null }) {
  const shown = stage && stage.groups.length > 0;
  return html`
    <${WallWindow.Provider} value=${wall}><div class=${`screen scene-is-${shown ? "overview" : "title"}`}>
      <${Backdrop} theme=${event.theme} own=${face?.backdrop} />
      ${
        shown &&
        html`<header class="strip hall-strip">
          <${Line} class="hall-title" text=${event.title} />
          <h2 class="strip-round">${stage.name}</h2>
          <${Line} class="hall-title strip-item" text=${rule(stage) || counts(stage.groups)} />
        </header>`
      }
      <main class="scene" key=${stage?.name}>
        ${shown ? html`<${Pages} stage=${stage} />` : html`<${TitlePage} title=${event.title} part=${stage?.name ?? ""} organiser=${event.organiser} face=${face} />`}
      </main>
      ${children}
    </div></${WallWindow.Provider}>
  `;
}
