/** How much room texts take.  Pure. */

/**
 * Width of a text in em: a Han character is one, a Latin letter a little more than half.
 *
 * @param {string} text
 */
export function widthInEm(text) {
  return [...text].reduce((sum, char) => sum + ((char.codePointAt(0) ?? 0) < 0x2e80 ? 0.56 : 1), 0);
}

const LONG = 170;

/**
 * True for a question that is so long that it needs a tighter layout.
 *
 * @param {Partial<QuestionPart> | null | undefined} question
 */
export function isLong(question) {
  const texts = [
    question?.stem ?? "",
    ...(question?.options ?? []).map(({ text }) => text),
    ...(question?.clues ?? []),
  ];
  return texts.reduce((sum, text) => sum + widthInEm(text), 0) > LONG;
}
