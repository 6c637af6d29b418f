/** The judge's tablet: seat and name on top, then the one thing that this stage asks of the judge. */

import { Header } from "/static/js/desk/header.js";
import { ThemeKey } from "/static/js/desk/theme.js";
import { Marks } from "/static/js/judge/marks.js";
import { Closed, Verdict, Wait } from "/static/js/judge/stages.js";
import { t } from "/static/js/lib/words.js";
import { Call } from "/static/js/marks/call.js";
import { html } from "/static/vendor/preact.js";

/**
 * What each stage asks of a judge; a stage that is not listed asks nothing.
 *
 * @type {Record<string, (props: any) => Child>}
 */
const STAGES = { reading: Wait, answering: Verdict, judged: Verdict, closed: Closed };

/**
 * Where a kind of round asks something else.  A judged round is marked, not called right or wrong.
 *
 * @type {Record<string, typeof STAGES | undefined>}
 */
const OF_ROUND = { judged: { ...STAGES, answering: Wait, judged: Wait } };

/**
 * The part that the tablet shows now.
 *
 * @param {JudgeView} view
 */
function stageOf({ item, round }) {
  if (!item || item.voided) return Wait;
  return (OF_ROUND[round?.kind ?? ""] ?? STAGES)[item.stage] ?? Wait;
}

/**
 * The tablet for a view.
 *
 * @param {{ view: JudgeView, seat: string }} props
 */
export function Tablet({ view, seat }) {
  const Stage = stageOf(view);
  const marks = view.me.marked.length > 0;
  return html`<div class="desk judge">
    <${Header} view=${view} seat=${seat} role=${t("common.role.judge")}><${ThemeKey} /><//>
    <main class="judge-main">
      <${Call} entries=${view.me.marked} />
      ${marks ? html`<${Marks} view=${view}><${Stage} view=${view} /><//>` : html`<${Stage} view=${view} key=${view.item?.no ?? 0} />`}
    </main>
  </div>`;
}
