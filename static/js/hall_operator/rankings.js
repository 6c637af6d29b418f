/** The published rankings of written stages, each with the key that cues it onto the hall's screens or takes it away. */

import { Refusal } from "/static/js/desk/notice.js";
import { live } from "/static/js/lib/live.js";
import { t } from "/static/js/lib/words.js";
import { html, useState } from "/static/vendor/preact.js";

/** @param {{ ranking: RankingCuePart }} props */
function Cue({ ranking: { name, shown } }) {
  const [error, setError] = useState(/** @type {Partial<CommandError> | null} */ (null));
  const [busy, setBusy] = useState(false);
  const cue = async () => {
    setBusy(true);
    try {
      await live.command({ kind: "written.show", stage: name, shown: !shown });
      setError(null);
    } catch (refused) {
      setError(/** @type {CommandError} */ (refused));
    } finally {
      setBusy(false);
    }
  };
  return html`<li>
    <span>${t("overview.ranking_of", { stage: name })} <b class="tag">${t(shown ? "overview.ranking_shown" : "overview.ranking_away")}</b></span>
    <button type="button" class="key" onClick=${cue} disabled=${busy}>${t(shown ? "overview.ranking_hide" : "overview.ranking_show")}</button>
    ${error && html`<${Refusal} error=${error} />`}
  </li>`;
}

/**
 * Nothing before a ranking was published.
 *
 * @param {{ rankings: RankingCuePart[] }} props
 */
export function Rankings({ rankings }) {
  if (rankings.length === 0) return null;
  return html`<ul class="hall-rankings">${rankings.map((ranking) => html`<${Cue} key=${ranking.place} ranking=${ranking} />`)}</ul>`;
}
