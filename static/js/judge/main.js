// The judge's page: starts the live connection and draws one thing at a time.
import { html, render } from "/static/vendor/preact.js";
import { pageData } from "/static/js/lib/dom.js";
import { live } from "/static/js/lib/live.js";
import { useView } from "/static/js/desk/desk.js";
import { Opening } from "/static/js/desk/opening.js";
import { watchKept } from "/static/js/judge/marks_calls.js";
import { Tablet } from "/static/js/judge/tablet.js";

function App({ seat }) {
  const view = useView();
  return view ? html`<${Tablet} view=${view} seat=${seat} />` : html`<${Opening} />`;
}

const page = pageData();
watchKept();
live.start({ match: page.match });
render(html`<${App} seat=${page.label ?? ""} />`, document.getElementById("app"));
