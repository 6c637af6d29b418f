// Every item played, the latest first, with what it brought; opening one offers its corrections.
import { html } from "/static/vendor/preact.js";
import { cls } from "/static/js/lib/dom.js";
import { gainText } from "/static/js/lib/points.js";
import { t } from "/static/js/lib/words.js";
import { answerText, teamName } from "../desk/format.js";
import { verdictName } from "../host/verdicts.js";
import { ItemDialog } from "./item_dialog.js";

/** The list of items. */
export function Items({ view, desk }) {
  if (view.items.length === 0) return html`<p class="quiet">${t("chief.items.none")}</p>`;
  const open = (no) => desk.open((close, now) => html`<${ItemDialog} view=${now} desk=${desk} no=${no} onClose=${close} />`);
  return html`<ol class="items">
    ${view.items.map(
      (item) => html`<li key=${item.no} class=${cls(item.voided && "voided")}>
        <button type="button" onClick=${() => open(item.no)}>
          <b>${t("host.item_no", { no: item.no })}</b>
          <span class="item-words">
            <small>${roundName(view, item)} · ${t("chief.items.slot", { slot: item.slot })}${item.voided ? ` · ${t("host.voided")}` : ""}</small>
            <span>${item.stem}</span>
            <small>${t("host.question.key")} ${answerText(item, item.key) || "–"}</small>
          </span>
          <span class="item-outcomes">
            ${Object.entries(item.verdicts).map(
              ([team, { verdict, points }]) => html`<span key=${team}>${teamName(view, team)} ${verdictName(verdict, { round: view.rounds.find(({ id }) => id === item.round) })} <b>${gainText(points)}</b></span>`,
            )}
          </span>
        </button>
      </li>`,
    )}
  </ol>`;
}

/** The name of an item's round. */
export const roundName = (view, item) => view.rounds.find((round) => round.id === item.round)?.name ?? t("chief.items.tie_off");
