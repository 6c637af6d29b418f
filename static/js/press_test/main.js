/** The press test before a match: a station tries its button, the host sees how well each can be timed. */

import { Opening } from "/static/js/desk/opening.js";
import { seatLink } from "/static/js/desk/seat_link.js";
import { lookAtDevice } from "/static/js/lib/device_lacks.js";
import { mountPoint, pageData } from "/static/js/lib/dom.js";
import { live } from "/static/js/lib/live.js";
import { useView } from "/static/js/lib/live_hooks.js";
import { Board } from "/static/js/press_test/board.js";
import { Station } from "/static/js/press_test/station.js";
import { html, render, useEffect, useRef, useState } from "/static/vendor/preact.js";

const { match = "", label = "", team = "" } = pageData();

/** Everything the server said about the test since this page was opened, oldest first. */
function useResults() {
  const [results, setResults] = useState(/** @type {PressTestResult[]} */ ([]));
  useEffect(() => live.on("press.test", (result) => setResults((old) => [...old, result])), []);
  return results;
}

/**
 * A tablet that stands here when the match is opened, or a test begins or ends, is led back to its own page.
 *
 * @param {DeskView | null} view
 */
function useWayBack(view) {
  const now = view && `${view.match.phase} ${view.match.test}`;
  const before = useRef(now);
  useEffect(() => {
    if (team && before.current && now !== before.current) location.replace(seatLink(`/m/${match}/team`));
    before.current = now;
  }, [now]);
}

function App() {
  const view = useView();
  const results = useResults();
  useWayBack(view);
  if (!view) return html`<${Opening} />`;
  const Page = team ? Station : Board;
  return html`<${Page} view=${view} seat=${label} team=${team} results=${results} />`;
}

if (team) lookAtDevice();
live.start({ match });
render(html`<${App} />`, mountPoint("app"));
