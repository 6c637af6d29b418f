"""How the teams of a group can still end, from the state of its match."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from scoring.engine.competition.fates import Finished, GroupChances, Unplayed
from scoring.engine.quiz.reach import Reach, reach_of
from scoring.engine.quiz.state import MatchState
from scoring.usecases.competition.facts import finishes_of


class Running:
    """A group whose match is played: what its rule sheet still lets its teams score."""

    def __init__(self, reach: Reach, numbers: Mapping[str, int]) -> None:
        """``numbers``: the number of each team of the match that can go on, by its id there."""
        self._reach = reach
        self._ids = {no: team for team, no in numbers.items() if team in reach.scores}
        self.teams: Sequence[int] = tuple(self._ids)
        self._below: dict[tuple[int, int], bool] = {}

    def below(self, team: int, other: int) -> bool:
        """Whether it cannot even come level."""
        if (team, other) not in self._below:
            lead = self._reach.lead(self._ids[team], self._ids[other])
            self._below[team, other] = lead is not None and lead < 0
        return self._below[team, other]

    def high(self, team: int) -> Decimal | None:
        """The highest score with which it can end."""
        return self._reach.high(self._ids[team])

    def low(self, team: int) -> Decimal | None:
        """The lowest score with which it can end; None: no bound."""
        return self._reach.low(self._ids[team])

    @property
    def bounded(self) -> bool:
        """Whether the rules bound what can still be lost."""
        return self._reach.bounded


def chances_of_match(match: MatchState, numbers: Mapping[str, int]) -> GroupChances:
    """The chances of the teams of a match by their numbers in the competition; ``match`` may lack what an audience
    may not know."""
    if match.phase == "setup":
        return Unplayed(tuple(numbers.values()))
    if match.phase == "locked":
        return Finished(finishes_of(match, numbers))
    return Running(reach_of(match), numbers)
