/** What the live connection knows, as hooks: each draws again when it changes. */

import { live } from "/static/js/lib/live.js";
import { useEffect, useState } from "/static/vendor/preact.js";

/**
 * The newest view; null until the first arrives.
 *
 * @template {AnyView | AnyReviewView | AnyCompetitionView} [V=DeskView]
 * @returns {V | null}
 */
export function useView() {
  const [view, setView] = useState(/** @type {V | null} */ (/** @type {unknown} */ (live.view)));
  useEffect(() => live.onView((next) => setView(/** @type {V} */ (/** @type {unknown} */ (next)))), []);
  return view;
}

/** The present health of the connection. */
export function useHealth() {
  const [health, setHealth] = useState(live.health);
  useEffect(() => live.onHealth(setHealth), []);
  return health;
}

/** The letters of this page that the server has not answered for yet; known from the first drawing on. */
export function useLetters() {
  const [letters, setLetters] = useState(() => live.letters);
  useEffect(() => live.onOutbox(setLetters), []);
  return letters;
}
