"""Who moves by a new edition: the nominations whose score, rank or place a change of the rules would alter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from scoring.engine.errors import Invalid
from scoring.engine.review.campaign import Campaign
from scoring.engine.review.ranking import award_tally, shortlist_proposal
from scoring.engine.review.state import ReviewState
from scoring.engine.rounding import Number


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a nomination stands by the marks: its score, its rank (None: it has none), whether it is in."""

    score: Number | None
    rank: int | None
    listed: bool


@dataclass(frozen=True, slots=True)
class Move:
    """A nomination that stands elsewhere by the new edition."""

    award: str
    nomination: int
    before: Standing
    after: Standing


def moves(state: ReviewState, new: Campaign) -> tuple[Move, ...]:
    """Every nomination that stands elsewhere by ``new``, award by award, in the order of the edition in force; of
    awards with a locked stage of marks.  An award that ``new`` does not
    have, or marks by other criteria, is not in it."""
    return tuple(move for award in state.rules.awards for move in _moves(state, replace(state, campaign=new), award.id))


def _moves(state: ReviewState, changed: ReviewState, award: str) -> Iterator[Move]:
    old, new = state.award(award), changed.award(award)
    if old is None or new is None or old.criteria != new.criteria:
        return
    before, after = _standings(state, award), _standings(changed, award)
    for nomination, stood in before.items():
        stands = after.get(nomination, Standing(None, None, False))
        if stands != stood:
            yield Move(award, nomination, stood, stands)


def _standings(state: ReviewState, award_id: str) -> Mapping[int, Standing]:
    """Where each nomination stands, best first; nothing before a stage is locked, or while marks are missing."""
    award = state.award(award_id)
    assert award is not None
    try:
        result, proposal = award_tally(state, award_id), shortlist_proposal(state, award)
    except Invalid:
        return {}
    if result is None:
        return {}
    listed = set() if proposal is None else set(proposal.order)
    return {int(one.entry): Standing(one.points, one.rank, int(one.entry) in listed) for one in result.results}
