"""Teams dealt into groups by a draw that anybody can check (``engine.draw``).

Teams are dealt in this order, pot by pot, in rows of as many teams as there are groups, so that each group has one team
of each row: a team goes into the first group that has none of the row yet.  Where teams of one organisation are to be
apart, into the first of these that has none of its own either.  If all have one, it goes into the first that has none
of the row, A, and B is the first group that has none of its organisation.  Then, in the row of the team of its own that
was in A before, the teams of A and B change places; where the one that comes into A so finds another of its own there,
those of that one's row do, and so on until A has none twice.

This always ends, and keeps all apart: an organisation is left without B only if it has a team in every group.  Of an
organisation with more teams than there are groups the first ones, as many as groups, count as one, the next as many as
another, and so on; so all groups have as many of it as any other, or one more.  (Rows and organisations are the two
sides of a graph, teams its edges, groups their colours: Konig's colouring of edges, by chains of two colours.)

Draws that were begun under the first rule keep it: a team changes places once, with the first team before it, of its
own pot, for which both are apart then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.engine.errors import Invalid

Groups = tuple[tuple[int, ...], ...]
"""The numbers of the teams of each group, in order of the draw."""


FIRST_RULE, CHAIN_RULE = 1, 2
"""The published rules by which teams of one organisation were kept apart: by one exchange, by a chain of them."""


@dataclass(frozen=True, slots=True)
class Dealt:
    """The groups of a draw; ``together``: teams that share a group with another of their organisation.  That is never
    so unless an organisation has more teams than there are groups; under the first rule it may be so with pots, too."""

    groups: Groups
    together: tuple[int, ...] = ()


def deal(
    pots: Sequence[Sequence[int]], groups: int, units: Mapping[int, str], *, apart: bool, rule: int = CHAIN_RULE
) -> Dealt:
    """Teams in the order of the draw, pot by pot, dealt into groups.  ``units``: the organisation of each team.

    Raises ``Invalid("groups-too-many")`` where a group would be empty, ``KeyError`` for a rule that this program does
    not know.
    """
    count = sum(map(len, pots))
    if not 1 <= groups <= count:
        raise Invalid("groups-too-many", groups=groups, teams=count)
    groups_ = _RULES[rule](pots, groups, units, apart)
    return Dealt(groups_, sharing(groups_, units) if apart else ())


def _by_chains(pots: Sequence[Sequence[int]], groups: int, units: Mapping[int, str], apart: bool) -> Groups:
    order = [team for pot in pots for team in pot]
    lots = _lots(order, groups, units) if apart else {team: (str(team), 0) for team in order}
    rows: list[dict[int, int]] = []
    mates: dict[tuple[str, int], dict[int, dict[int, int]]] = defaultdict(dict)
    for place, team in enumerate(order):
        if place % groups == 0:
            rows.append({})
        free = [group for group in range(groups) if group not in rows[-1]]
        own = mates[lots[team]]
        into = next((group for group in free if group not in own), free[0])
        other = next(group for group in range(groups) if group not in own)
        row, coming = rows[-1], team
        row[into] = coming
        while (found := mates[lots[coming]].get(into)) is not None:
            mates[lots[coming]] |= {into: row, other: found}
            row, coming = found, found[other]
            row[into], row[other] = coming, row[into]
            del mates[lots[coming]][other]
        mates[lots[coming]][into] = row
    return tuple(tuple(row[group] for row in rows if group in row) for group in range(groups))


def _lots(order: Sequence[int], groups: int, units: Mapping[int, str]) -> dict[int, tuple[str, int]]:
    """What each team is kept apart by: its organisation, and which of the lots of ``groups`` teams of it."""
    count: dict[str, int] = defaultdict(int)
    found = {}
    for team in order:
        found[team] = (units[team], count[units[team]] // groups)
        count[units[team]] += 1
    return found


def _by_one_exchange(pots: Sequence[Sequence[int]], groups: int, units: Mapping[int, str], apart: bool) -> Groups:
    dealt: list[list[int]] = [[] for _ in range(groups)]
    for pot in pots:
        for team in pot:
            least = min(map(len, dealt))
            smallest = [group for group in dealt if len(group) == least]
            free = [group for group in smallest if not apart or _alone(team, group, units)]
            (free or smallest)[0].append(team)
            if not free:
                _swap(team, smallest[0], dealt, frozenset(pot), units)
    return tuple(map(tuple, dealt))


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


_RULES = {FIRST_RULE: _by_one_exchange, CHAIN_RULE: _by_chains}
