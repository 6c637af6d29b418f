"""Who is through, who is out, who may still come through: of one stage, while its matches are played.

A team is through where every ending brings it on, out where none does; else it is open.  Teams that end level across a
line are decided by people, so that each of them is open.  Once every result is locked ``advance`` itself says it;
before that the best of the next are compared where their scores decide, and are open where another rule compares them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Protocol

from scoring.engine.competition.advance import Finish, advance
from scoring.engine.stages import Stage

Fate = Literal["through", "out", "open"]


class GroupChances(Protocol):
    """What is known of the teams of one group and how they can end."""

    @property
    def teams(self) -> Sequence[int]:
        """Those that can go on, by number."""

    def below(self, team: int, other: int) -> bool:
        """Whether ``team`` ends below ``other`` in every case."""

    def high(self, team: int) -> Decimal | None:
        """The highest score with which the team can end; None: no bound."""

    def low(self, team: int) -> Decimal | None:
        """The lowest score with which the team can end; None: no bound."""


@dataclass(frozen=True, slots=True)
class Unplayed:
    """A group whose match has not begun: everything may come."""

    teams: Sequence[int]

    def below(self, team: int, other: int) -> bool:  # noqa: ARG002  the shape of ``GroupChances``
        """Never."""
        return False

    def high(self, team: int) -> Decimal | None:  # noqa: ARG002
        """No bound."""
        return None

    def low(self, team: int) -> Decimal | None:  # noqa: ARG002
        """No bound."""
        return None


class Finished:
    """A group whose result is locked."""

    def __init__(self, finishes: Sequence[Finish]) -> None:
        self.finishes = tuple(finishes)
        self._finishes: Mapping[int, Finish] = {int(one.team): one for one in finishes}
        self.teams = tuple(self._finishes)

    def below(self, team: int, other: int) -> bool:
        """By rank."""
        return self._finishes[team].rank > self._finishes[other].rank

    def high(self, team: int) -> Decimal | None:
        """The score."""
        return self._finishes[team].score

    low = high


def fates(stage: Stage, groups: Sequence[GroupChances]) -> dict[int, Fate]:
    """The fate of each team of a stage from which some go on, from all of its groups."""
    finished = [group.finishes for group in groups if isinstance(group, Finished)]
    if len(finished) == len(groups):
        return _decided(stage, finished)
    counted = [_Group.of(group, stage.advance) for group in groups]
    found: dict[int, Fate] = {}
    for group in counted:
        others = [one for one in counted if one is not group]
        for team in group.chances.teams:
            if _through(stage, group, others, team):
                found[team] = "through"
            else:
                found[team] = "out" if _out(stage, group, others, team) else "open"
    return found


def _decided(stage: Stage, groups: Sequence[Sequence[Finish]]) -> dict[int, Fate]:
    found = advance(stage, groups)
    through = {one.team for one in found.through}
    waiting = {team for line in found.open for team in line.teams}
    said: dict[int, Fate] = {}
    for one in (each for group in groups for each in group):
        said[int(one.team)] = "through" if one.team in through else "open" if one.team in waiting else "out"
    return said


@dataclass(frozen=True, eq=False, slots=True)
class _Group:
    """``above``: how many teams end above each in every case · ``ahead``: how many may end above it or level."""

    chances: GroupChances
    above: Mapping[int, int]
    ahead: Mapping[int, int]
    next_low: Decimal | None
    """The least score that the best team behind the line can have; None: there is none, or no bound."""

    @classmethod
    def of(cls, chances: GroupChances, advance: int) -> _Group:
        teams = chances.teams
        above = {one: sum(chances.below(one, other) for other in teams if other != one) for one in teams}
        ahead = {one: sum(not chances.below(other, one) for other in teams if other != one) for one in teams}
        lows = [chances.low(one) for one in teams]
        known = sorted((low for low in lows if low is not None), reverse=True)
        return cls(chances, above, ahead, known[advance] if len(known) > advance else None)

    def next_up(self, advance: int) -> list[int]:
        """The teams that may be the best behind the line."""
        return [one for one in self.chances.teams if self.above[one] <= advance <= self.ahead[one]]


def _through(stage: Stage, group: _Group, others: Sequence[_Group], team: int) -> bool:
    """Inside the line whatever comes; or at worst next behind it, and then among the best of these."""
    if group.ahead[team] < stage.advance:
        return True
    if not stage.runners_up or group.ahead[team] > stage.advance:
        return False
    low = group.chances.low(team) if stage.runners_up_by == "score" else None
    rivals = 0
    for other in others:
        for one in other.next_up(stage.advance):
            high = other.chances.high(one)
            rivals += low is None or high is None or high >= low
    return rivals < stage.runners_up


def _out(stage: Stage, group: _Group, others: Sequence[_Group], team: int) -> bool:
    """Behind the line whatever comes; and not next behind it, or behind the best of these."""
    if group.above[team] < stage.advance:
        return False
    if not stage.runners_up or group.above[team] > stage.advance:
        return True
    high = group.chances.high(team)
    if high is None or stage.runners_up_by != "score":
        return False
    return sum(one.next_low is not None and one.next_low > high for one in others) >= stage.runners_up
