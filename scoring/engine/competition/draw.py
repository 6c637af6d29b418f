"""Teams dealt into groups by a draw that anybody can check (``engine.draw``).

Teams are dealt in this order, pot by pot, each into the groups that have the fewest teams so far, the first of them.
Where teams of one organisation are to be apart, a team goes into the first of these groups that has none of its own; if
all have one, it changes places with the first team before it, of its own pot, for which both are apart then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.engine.draw import commitment, order_of
from scoring.engine.errors import Invalid

__all__ = ["Dealt", "Groups", "commitment", "deal", "order_of"]

Groups = tuple[tuple[int, ...], ...]
"""The numbers of the teams of each group, in order of the draw."""


@dataclass(frozen=True, slots=True)
class Dealt:
    """The groups of a draw; ``together``: teams that share a group with another of their organisation, because nothing
    else was possible."""

    groups: Groups
    together: tuple[int, ...] = ()


def deal(pots: Sequence[Sequence[int]], groups: int, units: Mapping[int, str], *, apart: bool) -> Dealt:
    """Teams in the order of the draw, pot by pot, dealt into groups.  ``units``: the organisation of each team.

    Raises ``Invalid("groups-too-many")`` where a group would be empty.
    """
    count = sum(map(len, pots))
    if not 1 <= groups <= count:
        raise Invalid("groups-too-many", groups=groups, teams=count)
    dealt: list[list[int]] = [[] for _ in range(groups)]
    for pot in pots:
        for team in pot:
            least = min(map(len, dealt))
            smallest = [group for group in dealt if len(group) == least]
            free = [group for group in smallest if not apart or _alone(team, group, units)]
            (free or smallest)[0].append(team)
            if not free:
                _swap(team, smallest[0], dealt, frozenset(pot), units)
    together = [team for group in dealt for team in group if not _alone(team, group, units)] if apart else []
    return Dealt(tuple(map(tuple, dealt)), tuple(together))


def _alone(team: int, group: Sequence[int], units: Mapping[int, str]) -> bool:
    return all(other == team or units[other] != units[team] for other in group)


def _swap(team: int, own: list[int], dealt: list[list[int]], pot: frozenset[int], units: Mapping[int, str]) -> None:
    """Change places with the first team for which both are apart then."""
    for group in dealt:
        for place, other in enumerate(group):
            if group is own or other not in pot:
                continue
            there, here = [*group[:place], *group[place + 1 :]], own[:-1]
            if _alone(team, there, units) and _alone(other, here, units):
                group[place], own[-1] = team, other
                return
