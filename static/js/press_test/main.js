// The press test before a match: a station tries its button, the host sees how well each can be timed.
import { html, render, useEffect, useState } from "/static/vendor/preact.js";
import { pageData } from "/static/js/lib/dom.js";
import { live } from "/static/js/lib/live.js";
import { useView } from "/static/js/desk/desk.js";
import { Opening } from "/static/js/desk/opening.js";
import { Board } from "/static/js/press_test/board.js";
import { Station } from "/static/js/press_test/station.js";

/** Everything the server said about the test since this page was opened, oldest first. */
function useResults() {
  const [results, setResults] = useState([]);
  useEffect(() => live.on("press.test", (result) => setResults((old) => [...old, result])), []);
  return results;
}

function App({ page }) {
  const view = useView();
  const results = useResults();
  if (!view) return html`<${Opening} />`;
  const Page = page.team ? Station : Board;
  return html`<${Page} view=${view} seat=${page.label} team=${page.team} results=${results} />`;
}

const page = pageData();
live.start({ match: page.match });
render(html`<${App} page=${page} />`, document.getElementById("app"));
