/** The keyboard of the screen: a page that never scrolls fills what the keyboard leaves, and shows what is typed into. */

const TYPED = "input, textarea";

/**
 * From now on `--seen-top` and `--seen-height` of the root say where the part of the page lies that can be seen, in px,
 * while a keyboard lies over the page; they are absent otherwise, also where the page is enlarged by two fingers.
 */
export function followKeyboard() {
  const seen = globalThis.visualViewport;
  const { style } = document.documentElement;
  const fit = () => {
    const covered = seen && seen.scale === 1 && seen.height < innerHeight - 1;
    for (const [name, value] of [
      ["--seen-top", seen?.offsetTop],
      ["--seen-height", seen?.height],
    ]) {
      if (covered) style.setProperty(String(name), `${value}px`);
      else style.removeProperty(String(name));
    }
  };
  const follow = () => {
    fit();
    const box = document.activeElement;
    if (box?.matches(TYPED)) box.scrollIntoView({ block: "nearest" });
  };
  addEventListener("resize", follow);
  seen?.addEventListener("resize", follow);
  seen?.addEventListener("scroll", fit);
}
