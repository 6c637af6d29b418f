/**
 * What is wrong with the layout of this page as it is drawn now, as sentences: each names a text or a control.
 *
 * @param {{ least: number, scrolls: boolean }} page `least`: the least size of type in px; `scrolls`: the page may be
 *   taller than its window
 */
({ least, scrolls }) => {
  const SLACK = 1.5;
  const faults = new Set();
  const shown = (node) => node.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const name = (node) => `${node.tagName.toLowerCase()}.${[...node.classList].join(".")}`;
  const dialog = [...document.querySelectorAll("dialog[open]")].pop();
  const root = dialog ?? document.body;
  const round = (rect) => [rect.left, rect.top, rect.right, rect.bottom].map(Math.round).join(" ");
  const pans = (node) => node.closest(".fit-over");

  /** The nearest boxes that cut what sticks out of them; one that scrolls keeps what it hides within reach. */
  function cutBy(node, rect, lean) {
    for (let up = node; up && up !== document.documentElement; up = up.parentElement) {
      const style = getComputedStyle(up);
      const hole = up.getBoundingClientRect();
      const cutsX = style.overflowX === "hidden" || style.overflowX === "clip";
      const cutsY = style.overflowY === "hidden" || style.overflowY === "clip";
      if (cutsX && (rect.left < hole.left - lean || rect.right > hole.right + lean)) return up;
      if (cutsY && (rect.top < hole.top - lean || rect.bottom > hole.bottom + lean)) return up;
      if (style.overflowX === "auto" || style.overflowX === "scroll") return null;
      if (style.overflowY === "auto" || style.overflowY === "scroll") return null;
    }
    return null;
  }

  /** How many lines these rectangles lie on. */
  function lines(rects) {
    const tops = [];
    for (const { top, height } of rects) if (!tops.some((known) => Math.abs(known - top) < height / 2)) tops.push(top);
    return tops.length;
  }

  function outside(rect) {
    if (rect.left < -SLACK || rect.right > innerWidth + SLACK) return true;
    if (scrolls && !dialog) return false;
    return rect.top < -SLACK || rect.bottom > innerHeight + SLACK;
  }

  /** The part that lies over the beginning, the middle or the end of the text, as the eye sees it; null: none. */
  function coveredBy(node, rect, scroller) {
    const frame = scroller?.getBoundingClientRect() ?? { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    const y = (rect.top + rect.bottom) / 2;
    for (const x of [rect.left + 3, (rect.left + rect.right) / 2, rect.right - 3]) {
      if (x < Math.max(0, frame.left) || y < Math.max(0, frame.top)) continue;
      if (x >= Math.min(innerWidth, frame.right) || y >= Math.min(innerHeight, frame.bottom)) continue;
      const top = document.elementFromPoint(x, y);
      if (top && !top.contains(node) && !node.contains(top) && !top.closest("svg")) return top;
    }
    return null;
  }

  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth + SLACK) {
    const widest = [...document.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > wide - SLACK);
    faults.add(`the page is ${wide} wide in a window of ${innerWidth}: ${widest.slice(-2).map(name).join(", ")}`);
  }

  for (const box of root.querySelectorAll("*")) {
    if (box.scrollWidth <= box.clientWidth + SLACK || !box.clientWidth || !shown(box)) continue;
    if (!/auto|scroll/.test(getComputedStyle(box).overflowX) || box.matches("textarea, .table-scroll, .scroll, .wall-scroll")) continue;
    faults.add(`${name(box)} has to be scrolled sideways: ${box.scrollWidth} in ${box.clientWidth}`);
  }

  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement: box } = walker.currentNode;
    const text = data.trim();
    if (!text || !shown(box) || box.closest(".visually-hidden, .skip-link, .pool-stem, .item-words, script, style, noscript, option, title")) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const rect = range.getBoundingClientRect();
    const rects = [...range.getClientRects()];
    if (!rect.width) continue;
    const style = getComputedStyle(box);
    const size = parseFloat(style.fontSize);
    const scale = box.offsetWidth ? box.getBoundingClientRect().width / box.offsetWidth : 1;
    const said = `“${text.slice(0, 16)}” (${name(box)})`;
    if (size < least - 0.05) faults.add(`${said} is ${size.toFixed(1)} px, less than ${least.toFixed(1)}`);
    if (box.offsetWidth && scale < 0.875) faults.add(`${said} is narrowed to ${scale.toFixed(2)} of its width`);
    if (pans(box)) continue;
    const within = box.closest("[data-scrolls]") ? null : rect;
    const hole = cutBy(box, rect, size * 0.35);
    if (hole) faults.add(`${said} at ${round(rect)} is cut off by ${name(hole)} at ${round(hole.getBoundingClientRect())}`);
    const scroller = box.closest("dialog, [class]") && scrollerOf(box);
    if (within && !scroller && outside(rect)) faults.add(`${said} at ${round(rect)} lies outside the window`);
    const rows = lines(rects);
    if (rows > 2 && text.length < rows * 3) faults.add(`${said} falls to ${Math.round(text.length / rows)} signs a line`);
    if (text.length <= 3 && !/\s/.test(text) && rows > 1) faults.add(`${said} is broken over ${rows} lines`);
    const over = coveredBy(box, rects[0], scroller);
    if (over && !(scrolls && sticks(over))) faults.add(`${said} lies under ${name(over)}`);
  }

  /** What sticks to an edge of a page that scrolls lies over its text for a moment only. */
  function sticks(node) {
    for (let up = node; up; up = up.parentElement) if (/sticky|fixed/.test(getComputedStyle(up).position)) return true;
    return false;
  }

  function scrollerOf(node) {
    for (let up = node; up && up !== document.body; up = up.parentElement) {
      const style = getComputedStyle(up);
      if (/auto|scroll/.test(style.overflowY + style.overflowX) && (up.scrollHeight > up.clientHeight || up.scrollWidth > up.clientWidth)) return up;
    }
    return null;
  }

  for (const control of root.querySelectorAll("button, a[href], input, select, textarea, img.media, video.media")) {
    if (!shown(control) || control.closest(".visually-hidden, .skip-link") || control.matches(".visually-hidden")) continue;
    const rect = control.getBoundingClientRect();
    if (!rect.width || scrollerOf(control.parentElement)) continue;
    const said = `${name(control)} “${(control.textContent || control.value || "").trim().slice(0, 12)}”`;
    if (outside(rect)) faults.add(`${said} at ${round(rect)} lies outside the window`);
    const hole = cutBy(control.parentElement, rect, SLACK);
    if (hole) faults.add(`${said} at ${round(rect)} is cut off by ${name(hole)}`);
  }
  return [...faults];
}
