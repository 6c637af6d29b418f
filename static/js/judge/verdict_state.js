/** The state of a judge's verdict, from what this tablet still holds and from what the server says. */

/**
 * The newest verdict for item `no` that this tablet has kept and the server has not yet answered for.
 *
 * @param {Letter[]} letters
 * @param {number} no
 */
export const ownLetter = (letters, no) =>
  letters.filter((letter) => letter.command.kind === "verdict.cast" && (letter.item ?? no) === no).slice(-1)[0];

/**
 * "draft" nothing said yet · "kept" saved on this tablet, not yet at the server · "sent" at the server and still open ·
 * "locked" decided, nothing can change.  A verdict that is only saved here is never shown as sent.
 *
 * @param {{ view: WithItem<JudgeView>, waiting: Letter | undefined }} known
 */
export function stateOf({ view, waiting }) {
  if (view.item.stage !== "answering" || Object.keys(view.item.verdicts).length > 0) return "locked";
  if (waiting) return "kept";
  return view.me.verdict ? "sent" : "draft";
}
