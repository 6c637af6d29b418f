"""How each kind of entry changes the state, one entry after the other.  Nothing is decided or refused here.

The payload holds everything that was decided.  So a fold gives the same state on every machine and after every crash.
Under a later edition of the rule sheet only the worth of verdicts changes.
"""

from __future__ import annotations

from dataclasses import replace

from scoring.engine.ledger import Entry
from scoring.engine.quiz.kinds import KINDS
from scoring.engine.quiz.state import HostStep, MatchState


def apply(state: MatchState, entry: Entry) -> MatchState:
    """The state after one more entry in force."""
    kind = KINDS[entry.kind]
    moved = kind.apply(state, entry, entry.payload)
    steps = moved.host_steps
    if kind.undo in ("step", "within", "alone"):
        steps = (*steps, HostStep(entry.seq, kind.undo))
    elif kind.undo == "part" and entry.payload.get("standing") not in ("barred", "stale"):
        steps = _followed(steps, entry.kind)
    public_seq, counts = entry.seq, {}
    if kind.private(moved, entry):
        given = state.private_counts.get(entry.actor, 0)
        public_seq, counts = state.public_seq, {**state.private_counts, entry.actor: given + 1}
    return replace(moved, seq=entry.seq, at=entry.at, host_steps=steps, public_seq=public_seq, private_counts=counts)


def _followed(steps: tuple[HostStep, ...], kind: str) -> tuple[HostStep, ...]:
    """The steps after an entry of a device or the system has followed them.  Only a step within an earlier one keeps
    what followed it; a press that counted for nothing is not kept."""
    place = next((no for no in reversed(range(len(steps))) if steps[no].undo != "alone"), None)
    if place is None or steps[place].undo != "within":
        return steps
    met = replace(steps[place], after=(*steps[place].after, kind))
    return (*steps[:place], met, *steps[place + 1 :])
