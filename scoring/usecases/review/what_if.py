"""What a decision on a mark sheet would change: it is decided and folded like a real one, but never written."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from scoring.engine.errors import Invalid
from scoring.engine.ledger import Entry
from scoring.engine.panel.commands import DecideMark
from scoring.engine.review import review as engine
from scoring.engine.review.ranking import award_tally
from scoring.engine.review.state import ReviewState
from scoring.engine.tally.tally import Tally


@dataclass(frozen=True, slots=True)
class Move:
    """A nomination whose score or rank would change: the present values and the new ones, None where it has none."""

    nomination: int
    score: tuple[Decimal | None, Decimal | None]
    rank: tuple[int | None, int | None]


def moves_if_accepted(state: ReviewState, item: int, sheet: int) -> tuple[Move, ...]:
    """The nominations that would move if the waiting sheet were accepted, in the order of the new ranking; none before
    the lock, and none while the ranking waits for marks.

    Raises what the decision itself would raise.
    """
    award = state.subjects[item].award
    before = _tally(state, award)
    if before is None or state.subjects[item].sitting.locked is None:
        return ()
    command = DecideMark(item, sheet, accept=True)
    payload = engine.decide(state, command, at=state.at)
    # The entry is not chained to the others: it is dropped before its hash could be used.
    entry = Entry("", state.seq + 1, command.kind, payload, "", "", "", "", state.at, "", "")
    after = _tally(engine.apply(state, entry), award)
    if after is None:
        return ()
    moves = []
    for line in after.results:
        old = before.of(line.entry)
        assert old is not None
        if (old.score.score, old.rank) != (line.score.score, line.rank):
            moves.append(Move(int(line.entry), (old.score.score, line.score.score), (old.rank, line.rank)))
    return tuple(moves)


def _tally(state: ReviewState, award: str) -> Tally | None:
    try:
        return award_tally(state, award)
    except Invalid:
        return None
