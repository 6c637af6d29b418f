"""Teams that nothing parts: shown as level, in the order in which they registered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from scoring.engine.competition.stages_state import Passed


def in_order(teams: Iterable[int]) -> tuple[int, ...]:
    """Teams that are level, by the number of their registration: a lot or a match gave them no other order."""
    return tuple(sorted(teams))


class Row(NamedTuple):
    """A team that goes on; ``level``: others share its place."""

    passed: Passed
    level: bool


def rows_of(through: Sequence[Passed]) -> list[Row]:
    """Those who go on as the list has them: the groups in their order, each by rank, then the best of the next; those
    whom neither a result nor people nor a tie-off have put into an order stand as ``in_order``."""
    counts = Counter(map(_place, through))
    first: dict[tuple[object, ...], int] = {}
    for place, one in enumerate(through):
        first.setdefault(_place(one), place)
    ordered = sorted(through, key=lambda one: (first[_place(one)], one.team))
    return [Row(one, counts[_place(one)] > 1) for one in ordered]


def _place(one: Passed) -> tuple[object, ...]:
    """What teams that are level share; a team that people or a tie-off have put through has a place of its own."""
    if one.settled or one.tie_off:
        return ("own", one.team)
    return ("next", one.by if one.by is not None else one.score) if one.runner_up else (one.group, one.rank)
