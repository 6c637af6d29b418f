/** The calendar of a review on its desks: phases and last days as they stood when the page was opened. */

import { fill } from "/static/js/lib/dom.js";
import { html, useEffect, useRef } from "/static/vendor/preact.js";

/** The calendar that the server drew into the page; nothing where there is none. */
export function CampaignCalendar() {
  const here = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    const drawn = document.getElementById("campaign-calendar");
    if (here.current && drawn instanceof HTMLTemplateElement) fill(here.current, drawn.content.cloneNode(true));
  }, []);
  return html`<aside ref=${here}></aside>`;
}
