/**
 * Gives `unlike(root)`: whether there is a part in `root` whose kind, with the kinds of all that it stands in, was in no
 * root before.  What axe-core says depends on kinds; words, numbers and places make no difference to it.
 */
(() => {
  const SAID = /^aria-(label|valuetext|valuenow|controls|describedby|labelledby)$/;
  const KEPT = /^(role|lang|aria-.*)$/;
  const known = new Set();

  /** Names of attributes, with the values of those that say what a part is. */
  const kind = (node) =>
    [node.tagName, node.type ?? "", ...node.classList]
      .concat([...node.attributes].map(({ name, value }) => (KEPT.test(name) && !SAID.test(name) ? `${name}=${value}` : name)))
      .join(" ");

  function walk(node, above) {
    const path = `${above}>${kind(node)}`;
    const fresh = known.size < known.add(path).size;
    return [...node.children].map((child) => walk(child, path)).some(Boolean) || fresh;
  }
  globalThis.unlike = (root) => walk(root, "");
})
