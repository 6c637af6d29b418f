"""How each kind of entry changes the state, one entry after the other.  Nothing is decided or refused here.

The payload holds everything that was decided.  So a fold gives the same state on every machine and after every crash.
Under a later edition of the rule sheet only the worth of verdicts changes.
"""

from __future__ import annotations

from dataclasses import replace

from scoring.engine.ledger import Entry
from scoring.engine.quiz.kinds import KINDS
from scoring.engine.quiz.state import MatchState


def apply(state: MatchState, entry: Entry) -> MatchState:
    """The state after one more entry in force."""
    kind = KINDS[entry.kind]
    moved = kind.apply(state, entry, entry.payload)
    steps = (*moved.host_steps, entry.seq) if kind.undo == "step" else moved.host_steps
    public_seq, counts = entry.seq, {}
    if kind.private(moved, entry):
        given = state.private_counts.get(entry.actor, 0)
        public_seq, counts = state.public_seq, {**state.private_counts, entry.actor: given + 1}
    return replace(moved, seq=entry.seq, at=entry.at, host_steps=steps, public_seq=public_seq, private_counts=counts)
