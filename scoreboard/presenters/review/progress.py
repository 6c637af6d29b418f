"""How far each award of a review has come, for the organiser."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import get_args

from scoring.engine.review.campaign import Award
from scoring.engine.review.nomination import Status
from scoring.engine.review.state import ReviewState

STATUSES: tuple[str, ...] = get_args(Status)
"""How a nomination can stand, in the order of its way."""


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """An award: how many nominations stand how, as ``STATUSES``; ``at``: the key of where the award is."""

    name: str
    counts: tuple[int, ...]
    at: str


def progress(state: ReviewState) -> tuple[ProgressLine, ...]:
    """A line for each award; () before entries open."""
    awards = () if state.campaign is None else state.campaign.awards
    lines = []
    for award in awards:
        found = Counter(str(one.status) for one in state.of_award(award.id))
        lines.append(ProgressLine(award.name, tuple(found[status] for status in STATUSES), _at(state, award)))
    return tuple(lines)


def _at(state: ReviewState, award: Award) -> str:
    judgings = state.judging_of(award.id)
    reached = (
        ("published", award.id in state.published),
        ("decided", state.decided(award.id) is not None),
        ("notice", bool(state.notices_of(award.id))),
        ("shortlisted", award.id in state.shortlists),
        ("judged", bool(judgings) and all(one.locked is not None for one in judgings)),
        ("judging", bool(judgings)),
    )
    return next((key for key, there in reached if there), "entries")
