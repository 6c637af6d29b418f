/** The window of a big screen: full screen after a click, and no pointer while it is still. */

const CURSOR_MS = 2_000;

/** A click anywhere starts full screen; browsers allow full screen, and sound, only after a click or a key. */
function fillTheWall() {
  if (!document.fullscreenElement) document.documentElement.requestFullscreen?.().catch(() => {});
}

function hideCursorWhenStill() {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const stir = () => {
    document.body.classList.remove("cursor-still");
    clearTimeout(timer);
    timer = setTimeout(() => document.body.classList.add("cursor-still"), CURSOR_MS);
  };
  addEventListener("pointermove", stir);
  stir();
}

/** Tend the window; once a page. */
export function tendWall() {
  addEventListener("click", fillTheWall);
  addEventListener("keydown", (event) => event.key.toLowerCase() === "f" && fillTheWall());
  hideCursorWhenStill();
}
