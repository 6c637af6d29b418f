/** What counts of a text while an input method is at work in its box.  Pure. */

/**
 * What a box shows after this event, and what of it counts.
 *
 * Between `compositionstart` and `compositionend` the box holds half-typed text, such as pinyin: it is shown, and the
 * text committed last stands as the answer.  Browsers send their last `input` before or after `compositionend`.
 *
 * @param {{ type: string, isComposing?: boolean, target: { value: string } }} event `input`, `compositionstart` or
 *   `compositionend`
 * @param {boolean} off the box takes nothing now; an input method may commit what is left when its box is closed
 * @returns {{ shown: string | null, commit: string | null }} `shown`: the half-typed text, null where the committed one
 *   is shown; `commit`: the text that counts from now on, null where that stays as it is
 */
export function typedInto(event, off) {
  if (off) return { shown: null, commit: null };
  const composing = event.type === "compositionstart" || (event.type === "input" && Boolean(event.isComposing));
  return composing ? { shown: event.target.value, commit: null } : { shown: null, commit: event.target.value };
}
