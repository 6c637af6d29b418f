"""Which question sets each competition has bound to its stages: read from the few entries that bind them.

A look at a set asks this of every competition.  It needs none of their states, which are large, and of each ledger only
what was written since the last time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scoring.engine.ledger import Entry
from scoring.usecases.competition.job import stream_of
from scoring.usecases.context import Context
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Competition


@dataclass(frozen=True, slots=True)
class Bound:
    """``sets``: the ids of the sets of each stage.  ``at``: ms since the epoch."""

    seq: int = 0
    at: int = 0
    sets: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def has(self, question_set: str) -> bool:
        """Whether some stage has the set."""
        return any(question_set in own for own in self.sets.values())


class _Fold:
    """The bindings as a fold of a competition's entries."""

    def fold(self, entries: Sequence[Entry]) -> Bound:
        return self.fold_on(Bound(), entries)

    def fold_on(self, state: Bound, entries: Sequence[Entry]) -> Bound:
        if not entries:
            return state
        sets = dict(state.sets)
        for one in entries:
            if one.kind == "questions.bind":
                sets[one.payload["stage"]] = frozenset(each["id"] for each in one.payload["sets"])
        return Bound(entries[-1].seq, entries[-1].at, sets)

    def reaches(self, entry: Entry, seq: int) -> bool:  # noqa: ARG002  the shape of ``Fold``
        return False


_BINDINGS = _Fold()


def competitions_with(ctx: Context, uow: UnitOfWork, question_set: str) -> list[str]:
    """The ids of the competitions of which some stage has the set."""
    return [
        one.id
        for one in uow.of(Competition).all()
        if ctx.bindings.state(_BINDINGS, uow.ledger, stream_of(one.id)).has(question_set)
    ]
