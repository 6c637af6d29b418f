/** One subject: who it is, very large; its papers; the pad. */

import { cls } from "/static/js/lib/dom.js";
import { Papers as PagesViewer } from "/static/js/lib/papers.js";
import { t } from "/static/js/lib/words.js";
import { Sheet } from "/static/js/marks/sheet.js";
import { pages, usePapers } from "/static/js/review_judge/papers.js";
import { nextOpen } from "/static/js/review_judge/state.js";
import { html, useEffect, useRef, useState } from "/static/vendor/preact.js";

/** @param {{ view: ReviewJudgeView, entry: ReviewMarkedPart, onTurn: (item: number | null) => void }} props */
export function Subject({ view, entry, onTurn }) {
  const { criteria, marked, ticket } = view.me;
  const next = nextOpen(marked, entry);
  useEffect(() => scrollTo(0, 0), []);
  const recused = entry.sheet?.state === "recused";
  return html`<section class="marks subject">
    <header class="marks-whom">
      <small>${t("review_judge.whom", { award: entry.award_name, stage: entry.stage_name, no: entry.nomination })}</small>
      <h2><span>${entry.name}</span></h2>
      <nav class="subject-ways">
        <button type="button" class="key" onClick=${() => onTurn(null)}>${t("review_judge.list")}</button>
        ${next && html`<button type="button" class="key" onClick=${() => onTurn(next.item)}>${t("review_judge.next", { no: next.nomination })}</button>`}
      </nav>
    </header>
    ${
      recused
        ? html`<div class="marks-recused" role="status"><b>${t("review_judge.recused")}</b><p>${t("review_judge.recused_means")}</p></div>`
        : html`<${Papers} entry=${entry} />
          <${Sheet} entry=${entry} criteria=${criteria[entry.criteria]} judge=${ticket} name=${entry.name} words="review_judge" />`
    }
  </section>`;
}

/** @param {{ entry: ReviewMarkedPart }} props */
function Papers({ entry }) {
  const paper = usePapers()[entry.item];
  const [reading, setReading] = useState(false);
  if (!paper)
    return html`<aside class="subject-papers"><p class="hint" role="status">${t("review_judge.papers_coming")}</p></aside>`;
  return html`<aside class=${cls("subject-papers", reading && "subject-reading")} tabindex="0" aria-label=${t("review_judge.papers")}>
    <header><h3>${t("review_judge.papers")}</h3><button type="button" class="key" aria-expanded=${reading ? "true" : "false"} onClick=${() => setReading(!reading)}>${t(reading ? "review_judge.less" : "review_judge.more")}</button></header>
    ${paper.asked.length > 0 && html`<details><summary>${t("review_judge.asked")}</summary><ol>${paper.asked.map((line) => html`<li key=${line}>${line}</li>`)}</ol></details>`}
    <dl>
      <dt>${t("review_judge.unit")}</dt><dd>${paper.unit}</dd>
      ${paper.fields.map((field) => [
        html`<dt key=${field.id}>${field.name}</dt>`,
        html`<dd key=${`${field.id} text`} class=${field.long ? "subject-long" : ""}>${field.texts.map((text, at) => html`<p key=${at}>${text}</p>`)}</dd>`,
      ])}
    </dl>
    ${paper.attachments.length > 0 && html`<${Files} key=${paper.version} files=${paper.attachments} onOpen=${() => setReading(true)} />`}
  </aside>`;
}

/**
 * The attached files: pages are shown below the list, other kinds are downloaded.
 *
 * @param {{ files: import("/static/js/review_judge/papers.js").PaperFile[], onOpen: () => void }} props
 */
function Files({ files, onOpen }) {
  const mount = useRef(/** @type {HTMLElement | null} */ (null));
  const viewer = useRef(/** @type {PagesViewer | null} */ (null));
  const [open, setOpen] = useState("");
  useEffect(() => {
    viewer.current = new PagesViewer(/** @type {HTMLElement} */ (mount.current), pages);
    return () => viewer.current?.close();
  }, []);
  /** @param {import("/static/js/review_judge/papers.js").PaperFile} file */
  const show = (file) => {
    setOpen(file.id);
    onOpen();
    viewer.current?.show(file);
    // After the papers have opened to their full height.
    requestAnimationFrame(() => mount.current?.scrollIntoView({ block: "start" }));
  };
  return html`<h3>${t("review_judge.files")}</h3>
    <ul class="subject-files">
      ${files.map(
        (file) => html`<li key=${file.id}><small>${file.field}</small>
          ${
            file.pages > 0
              ? html`<button type="button" class="key" aria-pressed=${open === file.id ? "true" : "false"} onClick=${() => show(file)}>${file.name}</button>`
              : html`<a class="key" href=${`/review/attachments/${encodeURIComponent(file.id)}/file`} download=${file.name}>${t("review_judge.download", { name: file.name })}</a>`
          }
        </li>`,
      )}
    </ul>
    <div class="papers" ref=${mount}></div>`;
}
