/** The tablet: always the seat and the state of the connection; below them one picture. */

import { HealthDot } from "/static/js/lib/health_dot.js";
import { live } from "/static/js/lib/live.js";
import { useView } from "/static/js/lib/live_hooks.js";
import { knownTeam } from "/static/js/lib/lookup.js";
import { RehearsalMark } from "/static/js/lib/rehearsal.js";
import { t } from "/static/js/lib/words.js";
import { StationMark } from "/static/js/team/parts.js";
import { Answer } from "/static/js/team/pictures/answer.js";
import { Locked } from "/static/js/team/pictures/locked.js";
import { Press } from "/static/js/team/pictures/press.js";
import { PressTest } from "/static/js/team/pictures/press_test.js";
import { Result } from "/static/js/team/pictures/result.js";
import { Stake } from "/static/js/team/pictures/stake.js";
import { Read, Wait } from "/static/js/team/pictures/wait.js";
import { usePressTest } from "/static/js/team/press_test.js";
import { pressTestShown } from "/static/js/team/press_test_state.js";
import { pictureOf } from "/static/js/team/states.js";
import { html, useEffect, useState } from "/static/vendor/preact.js";

const PICTURES = { wait: Wait, read: Read, stake: Stake, answer: Answer, press: Press, locked: Locked, result: Result };
/** What is known of the match before the first view. */
const NO_MATCH = { test: true, phase: "" };
const NOTICE_MS = 8_000;

/** @param {{ view: TeamView }} props */
function Bar({ view }) {
  const team = knownTeam(view, view.me.team);
  const member = team.members.find(({ seat }) => seat > 0 && seat === view.me.seat);
  return html`
    <header class="t-bar">
      <${StationMark} station=${team.station} />
      <p class="t-who"><b>${team.name}</b><span>${t("team.station", { no: team.station })}${view.me.seat > 0 && ` · ${t("team.seat", { no: view.me.seat })}`}${member && ` · ${member.name}`}</span></p>
      <${RehearsalMark} match=${view.match} class="t-rehearsal" />
      <${HealthDot} words />
    </header>
  `;
}

/** When this page was opened; earlier commands came from an earlier page. */
const OPENED = Date.now();

/** Refusals that no picture shows: of a press, and of commands of an earlier page.  Shown once. */
function useRefusal() {
  const [error, setError] = useState(/** @type {CommandError | null} */ (null));
  useEffect(
    () =>
      live.onRefusal(({ error: said, letter }) => {
        if (letter.command.kind === "press.record" || letter.made < OPENED) setError(said);
      }),
    [],
  );
  useEffect(() => {
    const timer = error ? setTimeout(() => setError(null), NOTICE_MS) : undefined;
    return () => clearTimeout(timer);
  }, [error]);
  return error;
}

/** The whole page; without a view it says that it is connecting. */
export function Tablet() {
  const view = /** @type {TeamView | null} */ (useView());
  const refusal = useRefusal();
  const [pressTest, pressed] = usePressTest(view?.match ?? NO_MATCH);
  if (!view)
    return html`<div class="tablet"><header class="t-bar"><p class="t-who"><b>${t("team.connecting")}</b></p><${HealthDot} words /></header></div>`;
  const testing = pressTestShown(view, pressTest, Date.now());
  const picture = pictureOf(view);
  const Picture = PICTURES[picture];
  const shown = testing
    ? html`<${PressTest} result=${pressTest.result} onPress=${pressed} />`
    : html`<${Picture} key=${`${picture}/${view.item?.no}/${view.item?.question?.id}`} view=${view} />`;
  return html`
    <div class="tablet">
      <${Bar} view=${view} />
      <main class="t-main" id="main">${shown}</main>
      ${refusal && html`<div class="t-notice" role="alert"><b>${refusal.message}</b> ${refusal.next}</div>`}
    </div>
  `;
}
