/**
 * Draw the page's `moments` one after another, and lay the ruler on each; `draw`, `measure` and `rules` are functions.
 *
 * @param {{ least: number, scrolls: boolean, check: "all" | "unlike" | "" }} how `check`: after which moments the rules of
 *   accessibility are checked
 * @returns what is misplaced, and which rules are broken, by moment
 */
async ({ least, scrolls, check }) => {
  const [misplaced, broken] = [{}, {}];
  for (const [moment, view] of moments) {
    await DRAW(view);
    const faults = MEASURE({ least, scrolls });
    if (faults.length) misplaced[moment] = faults;
    const fresh = check && unlike(document.body);
    const rules = fresh || check === "all" ? await RULES() : [];
    if (rules.length) broken[moment] = rules;
  }
  return [misplaced, broken];
}
