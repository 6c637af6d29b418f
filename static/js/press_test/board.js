/** The host's side of the press test: one start, and every station's figures beside each other. */

import { Header } from "/static/js/desk/header.js";
import { Refusal } from "/static/js/desk/notice.js";
import { Remarks } from "/static/js/desk/press_table.js";
import { seatLink } from "/static/js/desk/seat_link.js";
import { ThemeKey } from "/static/js/desk/theme.js";
import { errorFrom } from "/static/js/lib/errors.js";
import { live } from "/static/js/lib/live.js";
import { byStation } from "/static/js/lib/lookup.js";
import { t } from "/static/js/lib/words.js";
import { inOrder, pressesOf, verdict } from "/static/js/press_test/quality.js";
import { html, useState } from "/static/vendor/preact.js";

/**
 * Every station with what it pressed.
 *
 * @param {DeskView} view
 * @param {PressTestResult[]} results
 */
const rowsOf = (view, results) => byStation(view).map((team) => ({ team, ...pressesOf(results, team.id) }));

/**
 * All stations with the order of the test that runs.
 *
 * @param {{ view: DeskView, seat: string, results: PressTestResult[] }} props
 */
export function Board({ view, seat, results }) {
  const [error, setError] = useState(/** @type {CommandError | null} */ (null));
  const start = async () => {
    try {
      const answer = await live.emit("press.test", { start: true });
      setError(answer?.ok === false ? errorFrom(answer) : null);
    } catch (refused) {
      setError(/** @type {CommandError} */ (refused));
    }
  };
  const rows = rowsOf(view, results);
  const ready = rows.filter((row) => verdict(row.last) === "good").length;
  return html`<div class="desk press-test">
    <${Header} view=${view} seat=${seat} role=${t("press_test.title")}><${ThemeKey} /><//>
    <main class="press-test-board">
      <p class="press-test-start">
        <button type="button" class="key key-strong" onClick=${start}>${t("press_test.start")}</button>
        <span role="status">${t("press_test.ready", { ready, total: rows.length })}</span>
        <a href=${seatLink(`/m/${view.match.id}/${view.audience}`)}>${t("press_test.back")}</a>
      </p>
      ${error && html`<${Refusal} error=${error} />`}
      <div class="table-scroll panel">
        <table class="press-table">
          <thead>
            <tr>
              ${["place", "team", "link", "count", "after", "uncertainty", "rtt", "verdict"].map((name) => html`<th scope="col" key=${name}>${t(`press_test.${name}`)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${inOrder(rows).map((row) => html`<${Row} key=${row.team.id} row=${row} view=${view} />`)}
          </tbody>
        </table>
      </div>
      <p class="hint">${t("press_test.hint")}</p>
    </main>
  </div>`;
}

/** @param {{ row: ReturnType<typeof rowsOf>[number] & { place: number }, view: DeskView }} props */
function Row({ row, view }) {
  const { team, last, count, place } = row;
  const good = verdict(last);
  const seat = (view.presence ?? []).find((one) => one.team === team.id);
  return html`<tr>
    <td>${place || "–"}</td>
    <th scope="row">${t("host.team_name", team)}</th>
    <td>${t(`host.link.${seat?.state ?? "never"}`, { rtt: seat?.rtt ?? "–" })}</td>
    <td>${count}</td>
    <td>${last && last.after !== null ? t("press_test.ms", { ms: last.after }) : "–"}</td>
    <td>${last ? `± ${last.uncertainty}` : "–"}</td>
    <td>${last?.rtt ?? "–"}</td>
    <td class=${`quality quality-${good}`}>${t(`press_test.quality.${good}`)}<${Remarks} press=${last} />
      ${(last?.lacks ?? []).map((lack) => html`<small class="press-remark" key=${lack}>${t(`press_test.lacks.${lack}`)}</small>`)}
    </td>
  </tr>`;
}
