"""How each kind of entry changes the state, one entry after the other.  Nothing is decided or refused here.

The payload holds everything that was decided.  So a fold gives the same state on every machine and after every crash.
Under a later edition of the rule sheet only the worth of verdicts changes.
"""

from __future__ import annotations

from dataclasses import replace

from scoring.engine.ledger import Entry
from scoring.engine.quiz.change import edit_item
from scoring.engine.quiz.kinds import KINDS
from scoring.engine.quiz.known import counted, told
from scoring.engine.quiz.state import HostStep, MatchState, Stop


def apply(state: MatchState, entry: Entry) -> MatchState:
    """The state after one more entry in force."""
    kind = KINDS[entry.kind]
    moved = _with_stop(state, kind.apply(state, entry, entry.payload), entry)
    steps = moved.host_steps
    if kind.undo in ("step", "within", "alone"):
        steps = (*steps, HostStep(entry.seq, kind.undo))
    elif kind.undo == "part" and entry.payload.get("standing") not in ("barred", "stale"):
        steps = _followed(steps, entry.kind)
    private = kind.private(moved, entry) and told(state) == told(moved)
    moved = counted(moved, entry, private=private)
    return replace(moved, seq=entry.seq, at=entry.at, host_steps=steps)


def _with_stop(before: MatchState, after: MatchState, entry: Entry) -> MatchState:
    """``after`` with the end of an answering that the entry has ended, whatever its kind."""
    item, clock = before.item, before.clock
    if item is None or clock is None or item.stage != "answering":
        return after
    now = after.item_no(item.no)
    if now is None or (now.stage == "answering" and now.since == item.since):
        return after
    left = clock.remaining if clock.deadline is None else clock.deadline - entry.at
    stop = Stop(item.since, entry.seq, left or 0)
    return edit_item(after, item.no, lambda one: replace(one, stops=(*one.stops, stop)))


def _followed(steps: tuple[HostStep, ...], kind: str) -> tuple[HostStep, ...]:
    """The steps after an entry of a device or the system has followed them.  Only a step within an earlier one keeps
    what followed it; a press that counted for nothing is not kept."""
    place = next((no for no in reversed(range(len(steps))) if steps[no].undo != "alone"), None)
    if place is None or steps[place].undo != "within":
        return steps
    met = replace(steps[place], after=(*steps[place].after, kind))
    return (*steps[:place], met, *steps[place + 1 :])
