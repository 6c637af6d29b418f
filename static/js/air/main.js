/**
 * Start of the picture for television.  What is wrong stands in the title of the page and on the technician's page,
 * never on the picture; a card that is no longer good takes everything off the picture.
 */

import { mountPoint, pageData } from "/static/js/lib/dom.js";
import { live } from "/static/js/lib/live.js";
import { useHealth, useView } from "/static/js/lib/live_hooks.js";
import { t } from "/static/js/lib/words.js";
import { timeOfDay } from "/static/js/lib/zone.js";
import { AirPicture } from "/static/js/scenes/air/picture.js";
import { tellOutput } from "/static/js/scenes/report.js";
import { html, render, useEffect, useState } from "/static/vendor/preact.js";

const upright = matchMedia("(orientation: portrait)");

function useUpright() {
  const [tall, setTall] = useState(upright.matches);
  useEffect(() => {
    const turned = () => setTall(upright.matches);
    upright.addListener(turned); // Safari before 14 has no addEventListener here
    return () => upright.removeListener(turned);
  }, []);
  return tall;
}

/** The whole page. */
function Page() {
  const view = /** @type {AirView | null} */ (useView());
  const { state, since, refused } = useHealth();
  const tall = useUpright();
  useEffect(() => {
    const mark = refused ? "refused" : state;
    document.documentElement.dataset.health = mark;
    document.title = t(`air.health.${mark}`, { title: t("air.title"), time: timeOfDay(since) });
  }, [state, since, refused]);
  return view && !refused && html`<${AirPicture} view=${view} tall=${tall} />`;
}

tellOutput();
render(html`<${Page} />`, mountPoint("picture"));
live.start({ match: pageData().match ?? "", audience: true });
