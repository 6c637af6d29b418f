/** Whether the big screens may be heard, as the host is told.  Pure. */

/**
 * The worst that the screens say of their sound; "none" while no screen is connected, "unknown" while those that are
 * have not said it, or answer no more.
 *
 * @param {Pick<PresencePart, "role" | "state" | "sound">[]} presence
 * @returns {"blocked" | "allowed" | "unknown" | "none"}
 */
export function soundingOf(presence) {
  const connected = presence.filter(({ role, state }) => role === "display" && (state === "ok" || state === "stale"));
  const said = connected.filter(({ state }) => state === "ok").map(({ sound }) => sound);
  if (said.includes("blocked")) return "blocked";
  if (said.includes("allowed")) return "allowed";
  return connected.length ? "unknown" : "none";
}
