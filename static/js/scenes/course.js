/** What the screen says of a tie-off and of the teams' choices.  Pure. */

import { t } from "/static/js/lib/words.js";

/**
 * What a tie-off decides, as one sentence; "" where that is not public.
 *
 * @param {PlacesPart | undefined} places
 */
export function decidesWords(places) {
  if (!places) return "";
  const { first, last, lines } = places;
  if (!lines.length && last > first + 1) return t("display.decides", { what: t("display.places", { first, last }) });
  const each = (lines.length ? lines : [first]).map((line) =>
    line === first ? t("display.place", { place: line }) : t("display.places_up_to", { place: line }),
  );
  return t("display.decides", { what: each.join(t("display.and")) });
}

/**
 * The teams, best first, each with its place once it is decided.
 *
 * @param {TieOffPart} tieOff
 * @returns {{ team: string, place: number | null }[]}
 */
export function placed({ order, places }) {
  let ahead = 0;
  return order.flatMap((group) => {
    const place = places && group.length === 1 ? places.first + ahead : null;
    ahead += group.length;
    return group.map((team) => ({ team, place }));
  });
}

/**
 * How many teams chose each option, and how many sent nothing; null where not all of them were asked to choose.
 *
 * @param {View} view
 * @returns {{ options: Record<string, number>, none: number } | null}
 */
export function choicesOf({ item, round }) {
  if (!item?.answers || item.voided || round?.kind !== "simultaneous" || !item.question?.options.length) return null;
  const options = Object.fromEntries(item.question.options.map(({ letter }) => [letter, 0]));
  let none = 0;
  for (const team of Object.keys(item.verdicts)) {
    const sent = item.answers[team] ?? [];
    if (!sent.length) none += 1;
    for (const letter of sent) if (letter in options) options[letter] += 1;
  }
  return { options, none };
}
