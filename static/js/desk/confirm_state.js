/** Which commands need a confirmation.  Pure. */

/**
 * Items of the running round that have not been put; 0 where the number is not known.  One that is judged and not yet
 * revealed has been put.
 *
 * @param {{ round: RoundPart | null, item?: { stage: string } | null }} view
 */
export const itemsLeft = ({ round, item }) =>
  round?.items_total ? Math.max(0, round.items_total - round.items_done - (item?.stage === "judged" ? 1 : 0)) : 0;

/** @type {Record<string, ((view: DeskView) => boolean) | undefined>} */
const WANTED = { "match.open": () => true, "round.end": (view) => itemsLeft(view) > 0 };

/**
 * True where `action` must be confirmed as the match stands.
 *
 * @param {ActionPart} action
 * @param {DeskView} view
 */
export const mustConfirm = (action, view) => WANTED[action.command.kind]?.(view) ?? false;

/**
 * True where no key and no clicker may start it: only a touch of the button itself.
 *
 * @param {ActionPart | undefined} action
 */
export const byHandOnly = (action) => action?.command.kind === "match.open";
