/**
 * Gives `unlike(root)`: whether there is a part in `root` whose kind, with the kinds of all that it stands in, was in no
 * root before.  What axe-core says depends on kinds, for what its rules look at besides is part of a kind: colours,
 * whether type is large, whether a part is longer than its box.  Words, numbers and places make no difference to it.
 * `unlike.known()` gives all kinds there were, `unlike.learn(kinds)` adds those of a page before this one.
 */
(() => {
  const SAID = /^aria-(label|valuetext|valuenow|controls|describedby|labelledby)$/;
  const KEPT = /^(role|lang|aria-.*)$/;
  const LARGE = [24, 18.66];
  const known = new Set();

  /** A number of 53 bits for a text (cyrb53), since paths are long. */
  function digest(text) {
    let [a, b] = [0xdeadbeef, 0x41c6ce57];
    for (let no = 0; no < text.length; no += 1) {
      const code = text.charCodeAt(no);
      a = Math.imul(a ^ code, 2654435761);
      b = Math.imul(b ^ code, 1597334677);
    }
    a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
    b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
    return 4294967296 * (2097151 & b) + (a >>> 0);
  }

  const speaks = (node) => [...node.childNodes].some((one) => one.nodeType === Node.TEXT_NODE && one.data.trim());
  const longer = (node) => node.scrollHeight > node.clientHeight + 1 || node.scrollWidth > node.clientWidth + 1;

  /** Colours, whether its type is large, and whether it has to be scrolled. */
  function looks(node) {
    const style = getComputedStyle(node);
    const made = [style.backgroundColor, style.opacity];
    if (speaks(node)) {
      const size = parseFloat(style.fontSize);
      made.push(style.color, style.fontWeight, LARGE.filter((least) => size >= least).length);
    }
    if (/auto|scroll/.test(style.overflowX + style.overflowY) && longer(node)) made.push("scrolls");
    return made;
  }

  /** Names of attributes, with the values of those that say what a part is, and its looks. */
  const kind = (node) =>
    [node.tagName, node.type ?? "", ...node.classList]
      .concat([...node.attributes].map(({ name, value }) => (KEPT.test(name) && !SAID.test(name) ? `${name}=${value}` : name)))
      .concat(looks(node))
      .join(" ");

  function walk(node, above) {
    const path = digest(`${above}>${kind(node)}`);
    const fresh = known.size < known.add(path).size;
    return [...node.children].map((child) => walk(child, path)).some(Boolean) || fresh;
  }
  globalThis.unlike = (root) => walk(root, "");
  globalThis.unlike.known = () => [...known];
  globalThis.unlike.learn = (kinds) => {
    for (const one of kinds) known.add(one);
  };
})
