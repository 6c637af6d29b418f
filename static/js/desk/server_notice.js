/** What is wrong with the server itself, above the desk until it is well again: a disk that is nearly full. */

import { Refusal } from "/static/js/desk/notice.js";
import { live } from "/static/js/lib/live.js";
import { html, useEffect, useState } from "/static/vendor/preact.js";

/** The notices as the server last said them; nothing where there are none. */
export function ServerNotices() {
  const [notices, setNotices] = useState(/** @type {ServerEvents["server.notice"]["notices"]} */ ([]));
  useEffect(() => live.on("server.notice", (said) => setNotices(said.notices)), []);
  useEffect(() => {
    document.getElementById("app")?.classList.toggle("noticed", notices.length > 0);
  }, [notices]);
  if (notices.length === 0) return null;
  return html`<div class="server-notices">
    ${notices.map((error) => html`<${Refusal} key=${error.code} error=${{ ...error, safe: error.what_is_safe }} />`)}
  </div>`;
}
