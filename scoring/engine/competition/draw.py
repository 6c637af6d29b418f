"""A draw that anybody can check.

The server first shows the SHA-256 of a secret; then the hall names a number.  The order follows from both: teams stand
by the SHA-256 of ``<secret>:<number>:<team's number>``, the smallest first.  Nobody can choose the order: the secret
was fixed before the number was named, and the number was not known before.

Teams are dealt in this order, pot by pot, each into the groups that have the fewest teams so far, the first of them.
Where teams of one organisation are to be apart, a team goes into the first of these groups that has none of its own; if
all have one, it changes places with the first team before it, of its own pot, for which both are apart then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from scoring.engine.errors import Invalid

Groups = tuple[tuple[int, ...], ...]
"""The numbers of the teams of each group, in order of the draw."""


@dataclass(frozen=True, slots=True)
class Dealt:
    """The groups of a draw; ``together``: teams that share a group with another of their organisation.  Without pots
    that is never so unless an organisation has more teams than there are groups; with pots it may need more exchanges
    than the one of the rule."""

    groups: Groups
    together: tuple[int, ...] = ()


def commitment(secret: str) -> str:
    """What is shown before the number is named."""
    return sha256(secret.encode()).hexdigest()


def order_of(secret: str, number: str, teams: Sequence[int]) -> tuple[int, ...]:
    """The teams in the order of the draw."""
    return tuple(sorted(teams, key=lambda no: sha256(f"{secret}:{number}:{no}".encode()).hexdigest()))


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
    groups_ = tuple(map(tuple, dealt))
    return Dealt(groups_, sharing(groups_, units) if apart else ())


def sharing(groups: Groups, units: Mapping[int, str]) -> tuple[int, ...]:
    """The teams that are in a group with another of their organisation."""
    return tuple(team for group in groups for team in group if not _alone(team, group, units))


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
