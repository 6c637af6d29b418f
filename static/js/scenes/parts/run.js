/** The running count of a rapid run, in large figures. */

import { Sign } from "/static/js/lib/signs.js";
import { t } from "/static/js/lib/words.js";
import { html } from "/static/vendor/preact.js";

/**
 * Right, wrong, passed where the team passed, and what is left; `over`: the run has ended, and nothing is left to come.
 *
 * @param {{ run: RunPart, over?: boolean }} props
 */
export function RunCount({ run, over = false }) {
  const shown = /** @type {["right" | "wrong" | "passed" | "left", string][]} */ ([
    ["right", "right"],
    ["wrong", "wrong"],
    ...(run.passed ? [["passed", "none"]] : []),
    ...(over ? [] : [["left", ""]]),
  ]);
  return html`
    <dl class="run">
      ${shown.map(
        ([name, sign]) => html`
        <div class=${`run-part run-${name}`} key=${name}>
          <dt>${sign && html`<${Sign} name=${sign} />`}${t(`display.run.${name}`)}</dt>
          <dd class="num">${run[name]}</dd>
        </div>
      `,
      )}
    </dl>
  `;
}
