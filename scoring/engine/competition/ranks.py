"""The final ranking over a whole competition, and of one stage.

The places of the final come first, then those who went no further than the stage before it, and so on.  Within a stage
of several groups: by the place in the group, then by the score of the stage; whom that leaves level share a rank, until
people have found their order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring.engine.competition.facts import GroupResult, of_groups


@dataclass(frozen=True, slots=True)
class Ranked:
    """A team's rank from 1 (shared 1-2-2-4), the last stage that it played, its group (from 1; 0 where there is one
    alone), place and score there, and its names at that time."""

    team: int
    rank: int
    tied: bool
    stage: str
    group: int
    place: int
    score: Decimal
    name: str = ""
    unit: str = ""


Ends = Sequence[tuple[str, Sequence[GroupResult]]]
"""The results of the groups of each stage, in the order of the stages."""


def final_ranking(ends: Ends, orders: Sequence[Sequence[int]] = ()) -> tuple[Ranked, ...]:
    """The teams of all stages, best first; ``orders``: of teams that are level, the newest last."""
    placed: list[Ranked] = []
    for stage, results in reversed(ends):
        there = {one.team for one in placed}
        rows = [one for one in _rows(stage, results) if one.team not in there]
        placed += _ranked(rows, len(placed), several=len(of_groups(results)) > 1, orders=orders)
    return tuple(placed)


def stage_ranking(stage: str, results: Sequence[GroupResult]) -> tuple[Ranked, ...]:
    """The teams of a stage group by group, each with the rank in its group."""
    return tuple(_rows(stage, results))


def _rows(stage: str, results: Sequence[GroupResult]) -> list[Ranked]:
    rows, results = [], of_groups(results)
    for group, result in enumerate(results, start=1):
        ranks = [one.rank for one in result.finishes or ()]
        for one in result.finishes or ():
            tied = ranks.count(one.rank) > 1
            own = group if len(results) > 1 else 0
            rows.append(Ranked(int(one.team), one.rank, tied, stage, own, one.rank, one.score))
    return rows


def _ranked(rows: Sequence[Ranked], above: int, *, several: bool, orders: Sequence[Sequence[int]]) -> list[Ranked]:
    keys = {one.team: (one.place, -one.score if several else Decimal(0)) for one in rows}
    made: list[Ranked] = []
    for key in sorted(set(keys.values())):
        level = [one for one in rows if keys[one.team] == key]
        made += _level(level, above + len(made) + 1, orders)
    return made


def _level(level: Sequence[Ranked], first: int, orders: Sequence[Sequence[int]]) -> list[Ranked]:
    """Teams that the results leave level, in the newest order that has all of them."""
    numbers = {one.team for one in level}
    order = next((one for one in reversed(orders) if numbers <= set(one)), None) if len(level) > 1 else None
    if order is None:
        return [_with(one, first, tied=len(level) > 1) for one in level]
    sorted_ = sorted(level, key=lambda one: order.index(one.team))
    return [_with(one, first + place, tied=False) for place, one in enumerate(sorted_)]


def _with(one: Ranked, rank: int, *, tied: bool) -> Ranked:
    return Ranked(one.team, rank, tied, one.stage, one.group, one.place, one.score, one.name, one.unit)


def named(ranking: Sequence[Ranked], names: Mapping[int, tuple[str, str]]) -> tuple[Ranked, ...]:
    """The same with each team's name and organisation."""
    return tuple(
        Ranked(one.team, one.rank, one.tied, one.stage, one.group, one.place, one.score, *names[one.team])
        for one in ranking
    )
