"""One entry after the other: how each kind changes the state.  Nothing is decided or refused here.

Everything that had to be decided stands in the payload, so that a fold gives the same state on every machine, after
every crash, and under a later edition of the rule sheet, where only the worth of verdicts changes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from scoring.engine.ledger import Entry
from scoring.engine.quiz import apply_manage as manage
from scoring.engine.quiz import apply_marks as marks
from scoring.engine.quiz import apply_play as play
from scoring.engine.quiz import apply_press as press
from scoring.engine.quiz import apply_tie_off as tie_off
from scoring.engine.quiz.state import MatchState

Handler = Callable[[MatchState, Entry, Mapping[str, Any]], MatchState]

HANDLERS: Mapping[str, Handler] = {
    **play.HANDLERS,
    **press.HANDLERS,
    **marks.HANDLERS,
    **tie_off.HANDLERS,
    **manage.HANDLERS,
}
"""What each kind of entry does to the state."""

PASSIVE = frozenset({
    "press.record", "press.award", "press.lapse", "answer.submit", "verdict.cast", "scene.show", "undo",
    "rules.change", "result.lock", "result.unlock", "match.open",
    "mark.enter", "mark.withdraw", "mark.abstain", "mark.recuse",
    "mark.copy", "mark.ask", "mark.decide",
})  # fmt: skip
"""Kinds that are not a step of the host: undo goes past them to the step they belong to."""


def apply(state: MatchState, entry: Entry) -> MatchState:
    """The state after one more entry in force."""
    moved = HANDLERS[entry.kind](state, entry, entry.payload)
    steps = moved.host_steps if entry.kind in PASSIVE else (*moved.host_steps, entry.seq)
    public_seq, counts = entry.seq, {}
    if marks.is_private(moved, entry):
        given = state.private_counts.get(entry.actor, 0)
        public_seq, counts = state.public_seq, {**state.private_counts, entry.actor: given + 1}
    return replace(moved, seq=entry.seq, at=entry.at, host_steps=steps, public_seq=public_seq, private_counts=counts)
