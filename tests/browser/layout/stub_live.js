/** In place of the live connection: a page draws what the test hands to `draw`, and sends nothing. */

const listeners = new Set();
const now = () => live.view?.now ?? 0;
const never = () => new Promise(() => {});

globalThis.draw = (view) => {
  live.view = view;
  for (const fn of listeners) fn(view);
};

export const live = {
  view: null,
  health: { state: "ok", since: 0, rtt: 12, connected: true },
  letters: [],
  start: async () => {},
  command: async () => ({ seq: 0, at: 0, repeat: false }),
  emit: never,
  fetch: never,
  ask: never,
  now,
  roundTrip: () => 12,
  on: () => () => {},
  onHealth(fn) {
    fn(live.health);
    return () => {};
  },
  onRefusal: () => () => {},
  onOutbox(fn) {
    fn([]);
    return () => {};
  },
  onView(fn) {
    if (live.view) fn(live.view);
    listeners.add(fn);
    return () => void listeners.delete(fn);
  },
};
