/**
 * The audience's part of a desk's view.  The server decides what a display gets; this is only for the preview.
 */

const AFTER_REVEAL = /** @type {const} */ (["key", "answers", "explanation", "citation"]);

/**
 * A desk's view without key and answers before the reveal, without votes and raw presses; and without a second sound;
 * totals without the marks that wait for their showing.
 *
 * @param {DeskView} view
 */
export function asAudience(view) {
  const { item, press } = view;
  const shown = {
    ...view,
    ...view.hall,
    audience: "display",
    item: item && /** @type {Partial<ItemPart>} */ ({ ...item }),
    press: press && { ...press },
  };
  delete shown.press?.presses;
  delete shown.answerer;
  if (shown.reveal) shown.reveal = { total: shown.reveal.total, shown: shown.reveal.shown };
  if (shown.best_player)
    shown.best_player = { ...shown.best_player, lines: shown.best_player.lines.filter((line) => line.prize) };
  if (!item || !shown.item) return shown;
  delete shown.item.votes;
  if (item.stage !== "closed") {
    for (const name of AFTER_REVEAL) delete shown.item[name];
    if (view.round?.kind === "simultaneous") shown.item.verdicts = {};
  }
  if (item.question?.media && item.question.media.kind !== "image")
    shown.item.question = { ...item.question, media: null };
  return shown;
}
