/** Rounds: the programme of the match, and the running round's rules as the host reads them out. */

import { teamOf } from "/static/js/lib/lookup.js";
import { pieceOf } from "/static/js/lib/piece.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

/**
 * The programme: rounds done, running, waiting.
 *
 * @param {{ view: DeskView }} props
 */
export function Programme({ view }) {
  return html`<ol class="programme">
    ${view.rounds.map(
      (round) =>
        html`<li key=${round.id} class=${`round-${round.state}`}><b>${round.name}</b><span>${t(`host.round.${round.state}`)}</span></li>`,
    )}
  </ol>`;
}

/**
 * Between two items: the rules of the running round and who is next; between two rounds: the programme.
 *
 * @param {{ view: DeskView }} props
 */
export function RoundCard({ view }) {
  const { round } = view;
  if (!round) return html`<h2>${t("host.tabs.rounds")}</h2><${Programme} view=${view} />`;
  const next = (!view.item || view.match.contest) && view.next_team && teamOf(view, view.next_team);
  return html`<article class="round-card">
    <h2>${round.name}</h2>
    <p class="quiet">${t(`host.round.${round.kind === "rapid" ? "turns" : "items"}`, { done: round.items_done, total: round.items_total ?? "–" })}</p>
    <ul>
      ${round.intro.map((line) => html`<li key=${line}>${line}</li>`)}
    </ul>
    ${next && html`<p class="answerer"><small>${t(view.item ? "host.answerer.next" : "host.answerer.turn")}</small><b><i>${next.station}</i>${next.name}</b>${pieceOf(next) && html`<span>${pieceOf(next)}</span>`}</p>`}
  </article>`;
}
