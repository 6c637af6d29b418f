// The host's page: starts the live connection and draws the console with every view.
import { html, render } from "/static/vendor/preact.js";
import { live } from "/static/js/lib/live.js";
import { pageData } from "/static/js/lib/dom.js";
import { useView } from "/static/js/desk/desk.js";
import { Opening } from "/static/js/desk/opening.js";
import { Console } from "/static/js/host/console.js";

function App({ seat }) {
  const view = useView();
  return view ? html`<${Console} view=${view} seat=${seat} />` : html`<${Opening} />`;
}

const page = pageData();
live.start({ match: page.match });
render(html`<${App} seat=${page.label ?? ""} />`, document.getElementById("app"));
