/** 风险分: a card for each stake; pass, or name another team, where the rule sheet allows it. */

import { onValue } from "/static/js/lib/dom.js";
import { live } from "/static/js/lib/live.js";
import { knownTeam } from "/static/js/lib/lookup.js";
import { scoreText } from "/static/js/lib/points.js";
import { Sign } from "/static/js/lib/signs.js";
import { t } from "/static/js/lib/words.js";
import { html, useState } from "/static/vendor/preact.js";

const PASS = "pass";

/** @param {{ value: string, chosen: boolean, choose: (value: string) => void, children?: Child }} props */
function Card({ value, chosen, choose, children }) {
  return html`
    <button type="button" role="radio" aria-checked=${chosen ? "true" : "false"} class=${`stake ${chosen ? "stake-on" : ""} ${value === PASS ? "stake-pass" : ""}`} onClick=${() => choose(value)}>
      ${children}${chosen && html`<${Sign} name="right" />`}
    </button>
  `;
}

/** @param {{ view: TeamView, delegate: string, choose: (team: string) => void }} props */
function Delegate({ view, delegate, choose }) {
  return html`
    <label class="t-field"><span>${t("team.stake.delegate")}</span>
      <select value=${delegate} onChange=${onValue(choose)}>
        <option value="" disabled=${view.me.must_delegate}>${t(view.me.must_delegate ? "team.stake.name" : "team.stake.ourselves")}</option>
        ${view.me.delegates.map((id) => {
          const team = knownTeam(view, id);
          return html`<option value=${id}>${t("team.station", { no: team.station })} ${team.name}</option>`;
        })}
      </select>
    </label>
  `;
}

/**
 * The picture: the stakes as cards, and the key that sends one.
 *
 * @param {{ view: WithItem<TeamView> }} props
 */
export function Stake({ view }) {
  const { me, item } = view;
  const [chosen, choose] = useState(/** @type {string | null} */ (null));
  const [delegate, setDelegate] = useState("");
  const [sending, setSending] = useState(false);
  const [error, setError] = useState(/** @type {CommandError | null} */ (null));
  async function confirm() {
    setSending(true);
    setError(null);
    const stake = chosen === PASS ? null : chosen;
    try {
      await live.command({
        kind: "stake.choose",
        team: me.team,
        stake,
        delegate: stake && delegate ? delegate : null,
        item: item.no,
      });
    } catch (refused) {
      setError(/** @type {CommandError} */ (refused));
      setSending(false);
    }
  }
  return html`
    <section class="stakes">
      <h1>${t("team.stake.choose")}</h1>
      <div class="stake-cards" role="radiogroup" aria-label=${t("team.stake.choose")}>
        ${me.stakes.map((value) => html`<${Card} key=${value} value=${value} chosen=${chosen === value} choose=${choose}><b class="num">${scoreText(value)}</b></${Card}>`)}
        ${me.may_pass && html`<${Card} value=${PASS} chosen=${chosen === PASS} choose=${choose}><b>${t("team.stake.pass")}</b></${Card}>`}
      </div>
      ${me.delegates.length > 0 && chosen !== PASS && html`<${Delegate} view=${view} delegate=${delegate} choose=${setDelegate} />`}
      ${error && html`<p class="t-error" role="alert"><b>${error.message}</b> ${error.next}</p>`}
      <button type="button" class="t-finish" disabled=${chosen === null || sending || (me.must_delegate && chosen !== PASS && !delegate)} onClick=${confirm}>
        ${sending ? t("team.state.saved") : chosen === null ? t("team.stake.first") : t("team.stake.confirm", { stake: chosen === PASS ? t("team.stake.pass") : scoreText(chosen) })}
      </button>
    </section>
  `;
}
