/**
 * Open every dialog that this desk offers now, one after another, those behind "more" too, and lay the ruler on each.
 *
 * @param {{ least: number, scrolls: boolean, more: string }} how `more`: the title of the dialog that offers the rest
 * @returns {Promise<[string, string[]][]>} title and faults of each
 */
async ({ least, scrolls, more }) => {
  const CLOSES_WITHIN = 20;
  const KEYS = "button:not([disabled], [aria-disabled=true])";
  const found = [];
  const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const topmost = () => [...document.querySelectorAll("dialog[open]")].pop();
  const keys = (place) => [...document.querySelectorAll(`${place} ${KEYS}`)];

  async function press(key) {
    key.click();
    await drawn();
    return topmost()?.querySelector("h2")?.innerText ?? "";
  }

  const look = (title) => title && found.push([title, MEASURE({ least, scrolls })]);

  /** As the key Escape does. */
  async function leave() {
    for (let tries = 0; topmost(); tries += 1) {
      if (tries === CLOSES_WITHIN) throw new Error(`the dialog “${topmost().innerText}” stays open`);
      topmost().dispatchEvent(new Event("cancel", { cancelable: true }));
      await drawn();
    }
  }

  let further = null;
  for (const no of keys("footer").keys()) {
    const title = await press(keys("footer")[no]);
    if (title === more) further = no;
    look(title);
    await leave();
  }
  for (let no = 0; further !== null; no += 1) {
    await press(keys("footer")[further]);
    const key = keys("dialog[open] .more")[no];
    if (!key) break;
    const title = await press(key);
    if (title !== more) look(title);
    await leave();
  }
  await leave();
  return found;
}
