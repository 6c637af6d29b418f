// The items played last, the latest first, with what each brought; opening one offers its corrections.
import { html, useEffect, useState } from "/static/vendor/preact.js";
import { cls } from "/static/js/lib/dom.js";
import { gainText } from "/static/js/lib/points.js";
import { t } from "/static/js/lib/words.js";
import { Dialog } from "/static/js/desk/dialog.js";
import { answerText, teamName } from "/static/js/desk/format.js";
import { Refusal } from "/static/js/desk/notice.js";
import { verdictName } from "/static/js/desk/verdicts.js";
import { ask } from "/static/js/desk/queries.js";
import { ItemDialog } from "/static/js/chief/item_dialog.js";

/** The list of items; the view has the latest, the earlier ones are behind a key. */
export function Items({ view, desk }) {
  if (view.items.length === 0) return html`<p class="quiet">${t("chief.items.none")}</p>`;
  const earlier = view.items[0].no - view.items.length;
  const correct = ({ no }) =>
    desk.open(
      (close, now) =>
        html`<${ItemDialog} view=${now} desk=${desk} item=${now.items.find((one) => one.no === no)} onClose=${close} />`,
    );
  const more = () => desk.open((close, now) => html`<${EarlierDialog} view=${now} desk=${desk} onClose=${close} />`);
  return html`<${List} view=${view} items=${view.items} open=${correct} />
    ${earlier > 0 && html`<p class="items-earlier"><button type="button" class="key" onClick=${more}>${t("chief.items.earlier", { count: earlier })}</button></p>`}`;
}

/** Those that the view no longer has, asked for when they are wanted. */
function EarlierDialog({ view, desk, onClose }) {
  const [found, setFound] = useState(null);
  useEffect(() => {
    let current = true;
    ask("items").then(
      (answer) => current && setFound(answer),
      (refused) => current && setFound({ refused }),
    );
    return () => {
      current = false;
    };
  }, []);
  const correct = (item) =>
    desk.open((close, now) => html`<${ItemDialog} view=${now} desk=${desk} item=${item} onClose=${close} />`);
  const here = new Set(view.items.map(({ no }) => no));
  return html`<${Dialog} title=${t("chief.items.title")} onClose=${onClose} wide>
    ${found?.refused && html`<${Refusal} error=${found.refused} />`}
    ${found?.items && html`<${List} view=${view} items=${found.items.filter(({ no }) => !here.has(no))} open=${correct} />`}
  <//>`;
}

function List({ view, items, open }) {
  return html`<ol class="items">
    ${items.map(
      (item) => html`<li key=${item.no} class=${cls(item.voided && "voided")}>
        <button type="button" onClick=${() => open(item)}>
          <b>${t("host.item_no", { no: item.no })}</b>
          <span class="item-words">
            <small>${roundName(view, item)} · ${t("chief.items.slot", { slot: item.slot })}${item.voided ? ` · ${t("host.voided")}` : ""}</small>
            <span>${item.stem}</span>
            <small>${t("host.question.key")} ${answerText(item, item.key) || "–"}</small>
          </span>
          <span class="item-outcomes">
            ${Object.entries(item.verdicts).map(
              ([team, { verdict, points }]) =>
                html`<span key=${team}>${teamName(view, team)} ${verdictName(verdict, { round: view.rounds.find(({ id }) => id === item.round) })} <b>${gainText(points)}</b></span>`,
            )}
          </span>
        </button>
      </li>`,
    )}
  </ol>`;
}

/** The name of an item's round. */
export const roundName = (view, item) =>
  view.rounds.find((round) => round.id === item.round)?.name ?? t("chief.items.tie_off");
