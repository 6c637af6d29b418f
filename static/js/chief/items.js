/** The items played last, the latest first, with what each brought; opening one offers its corrections. */

import { ItemDialog } from "/static/js/chief/item_dialog.js";
import { Dialog } from "/static/js/desk/dialog.js";
import { answerText, itemWords, roundName, teamName, verdictName } from "/static/js/desk/format.js";
import { Refusal } from "/static/js/desk/notice.js";
import { query } from "/static/js/desk/queries.js";
import { cls } from "/static/js/lib/dom.js";
import { gainText } from "/static/js/lib/points.js";
import { t } from "/static/js/lib/words.js";
import { html, useEffect, useState } from "/static/vendor/preact.js";

/**
 * The list of items; the view has the latest, the earlier ones are behind a key.
 *
 * @param {{ view: DeskView, desk: Desk }} props
 */
export function Items({ view, desk }) {
  if (view.items.length === 0) return html`<p class="quiet">${t("chief.items.none")}</p>`;
  const earlier = view.items[0].no - view.items.length;
  /** @param {PlayedPart} item */
  const correct = (item) => desk.show(ItemDialog, { no: item.no });
  return html`<${List} view=${view} items=${view.items} open=${correct} />
    ${earlier > 0 && html`<p class="items-earlier"><button type="button" class="key" onClick=${() => desk.show(EarlierDialog)}>${t("chief.items.earlier", { count: earlier })}</button></p>`}`;
}

/**
 * The items that the view no longer has, requested when the chief opens them.
 *
 * @param {{ view: DeskView, desk: Desk, onClose: () => void }} props
 */
function EarlierDialog({ view, desk, onClose }) {
  const [found, setFound] = useState(/** @type {{ items: PlayedPart[] } | { refused: CommandError } | null} */ (null));
  useEffect(() => {
    let current = true;
    query("items").then(
      (answer) => current && setFound(answer),
      (refused) => current && setFound({ refused }),
    );
    return () => {
      current = false;
    };
  }, []);
  /** @param {PlayedPart} item */
  const correct = (item) => desk.show(ItemDialog, { no: item.no, earlier: item });
  const here = new Set(view.items.map(({ no }) => no));
  return html`<${Dialog} title=${t("chief.items.title")} onClose=${onClose} wide>
    ${found && "refused" in found && html`<${Refusal} error=${found.refused} />`}
    ${found && "items" in found && html`<${List} view=${view} items=${found.items.filter(({ no }) => !here.has(no))} open=${correct} />`}
  <//>`;
}

/** @param {{ view: DeskView, items: PlayedPart[], open: (item: PlayedPart) => void }} props */
function List({ view, items, open }) {
  return html`<ol class="items">
    ${items.map(
      (item) => html`<li key=${item.no} class=${cls(item.voided && "voided")}>
        <button type="button" onClick=${() => open(item)}>
          <b>${itemWords(view, item)}</b>
          <span class="item-words">
            <small>${roundName(view, item)}${item.voided ? ` · ${t("host.voided")}` : ""}</small>
            <span>${item.stem}</span>
            ${item.type && html`<small>${t("host.question.key")} ${answerText(item, item.key) || "–"}</small>`}
          </span>
          <span class="item-outcomes">
            ${Object.entries(item.verdicts).map(
              ([team, { verdict, points }]) =>
                html`<span key=${team}>${teamName(view, team)} <span class="item-gain">${verdictName(verdict, view.rounds.find(({ id }) => id === item.round)?.kind)} <b>${gainText(points)}</b></span></span>`,
            )}
          </span>
        </button>
      </li>`,
    )}
  </ol>`;
}
