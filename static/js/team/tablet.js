/** The tablet: who sits here and how the connection is, always; below it one picture. */

import { StationMark } from "./parts.js";
import { Answer } from "./pictures/answer.js";
import { Locked } from "./pictures/locked.js";
import { Press } from "./pictures/press.js";
import { Result } from "./pictures/result.js";
import { Stake } from "./pictures/stake.js";
import { Try } from "./pictures/try.js";
import { Read, Wait } from "./pictures/wait.js";
import { pictureOf } from "./states.js";
import { useTrial } from "./trial.js";
import { trialShown } from "./trial_state.js";
import { HealthDot } from "../lib/health-dot.js";
import { live } from "../lib/live.js";
import { teamOf } from "../lib/lookup.js";
import { t } from "../lib/words.js";
import { html, useEffect, useState } from "/static/vendor/preact.js";

const PICTURES = { wait: Wait, read: Read, stake: Stake, answer: Answer, press: Press, locked: Locked, result: Result };
const NOTICE_MS = 8_000;

function Bar({ view }) {
  const team = teamOf(view, view.me.team);
  const member = team.members.find(({ seat }) => seat > 0 && seat === view.me.seat);
  return html`
    <header class="t-bar">
      <${StationMark} station=${team.station} />
      <p class="t-who"><b>${team.name}</b><span>${t("team.station", { no: team.station })}${view.me.seat > 0 && ` · ${t("team.seat", { no: view.me.seat })}`}${member && ` · ${member.name}`}</span></p>
      <${HealthDot} words />
    </header>
  `;
}

/** When this page was opened; what was given before was given by an earlier one. */
const OPENED = Date.now();

/** Refusals that no picture shows by itself: of a press, and of what an earlier page gave.  Said once, then gone. */
function useRefusal() {
  const [error, setError] = useState(null);
  useEffect(
    () =>
      live.onRefusal(({ error: said, letter }) => {
        if (letter.command.kind === "press.record" || letter.made < OPENED) setError(said);
      }),
    [],
  );
  useEffect(() => {
    const timer = error && setTimeout(() => setError(null), NOTICE_MS);
    return () => clearTimeout(timer);
  }, [error]);
  return error;
}

export function Tablet() {
  const [view, setView] = useState(live.view);
  const refusal = useRefusal();
  const [trial, pressed] = useTrial(view?.match.test ?? true);
  useEffect(() => live.onView(setView), []);
  if (!view)
    return html`<div class="tablet"><header class="t-bar"><p class="t-who"><b>${t("team.connecting")}</b></p><${HealthDot} words /></header></div>`;
  const trying = trialShown(view, trial, Date.now());
  const picture = pictureOf(view);
  const Picture = PICTURES[picture];
  const shown = trying
    ? html`<${Try} result=${trial.result} onPress=${pressed} />`
    : html`<${Picture} key=${`${picture}/${view.item?.no}/${view.item?.question?.id}`} view=${view} />`;
  return html`
    <div class="tablet">
      <${Bar} view=${view} />
      <main class="t-main" id="main">${shown}</main>
      ${refusal && html`<div class="t-notice" role="alert"><b>${refusal.message}</b> ${refusal.next}</div>`}
    </div>
  `;
}
