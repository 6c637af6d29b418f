"""Stages and awards: the part of a rule sheet that a match and the competition around it both read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from scoring.engine.codec import later

RunnersUpBy = Literal["score", "mean", "second_mean"]
"""By what teams of several groups are compared: their scores, their scores for each item (mean), or their scores by the
mean of all groups over that of their own (second_mean, 二次平均)."""

Vacancy = Literal["next", "empty"]
"""What becomes of the place of a team that withdraws once it was confirmed to go on: the next in line has it by a new
list, or it stays empty."""

AwardTies = Literal["order", "all", "none"]
"""What becomes of equal teams across the line of an award by counts: their order is found first (加赛), all of them
get it and the next awards have fewer places, or none of them, and they come first for the next award."""


@dataclass(frozen=True, slots=True)
class PaperPart:
    """A part of a paper (笔试的一部分) with the most that it can be worth."""

    name: str
    highest: Decimal


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a competition: groups by draw, who advances, whether the score goes along.

    ``written``: its teams sit papers instead of a match; each of their people sits ``papers`` of them, each with these
    ``parts`` or, without parts, worth ``highest`` at most · ``runners_up_by``: how runners-up are compared ·
    ``vacancy``: of a place in the next stage.
    """

    name: str
    groups: int = 1
    advance: int = 0
    runners_up: int = 0
    carry: bool = False
    written: bool = False
    papers: int = later(1)
    highest: Decimal = later(Decimal(100))
    parts: tuple[PaperPart, ...] = later(())
    runners_up_by: RunnersUpBy = later("score")
    vacancy: Vacancy = later("next")

    @property
    def highest_of(self) -> tuple[Decimal, ...]:
        """The most that each mark of a paper can be: of its parts, or of the paper."""
        return tuple(part.highest for part in self.parts) or (self.highest,)


@dataclass(frozen=True, slots=True)
class Award:
    """An award with its count, in order of rank; ``count`` 0 means all the rest; ``by_rank`` False: given by name.

    ``ranks`` (first, last) says it by ranks instead of a count: a team on one of these ranks has the award.
    ``players``: given by name to contestants, by their own points in all matches (最佳选手).
    ``rule``: of one by name, by what it is given (评定办法); "" where the rule sheet does not say.
    """

    name: str
    count: int = 0
    by_rank: bool = True
    ranks: tuple[int, int] | None = None
    players: bool = later(False)
    rule: str = later("")


def award_lines(awards: Sequence[Award]) -> tuple[int, ...]:
    """The last ranks before each line between awards: ties across these lines matter."""
    lines, taken = [], 0
    for award in awards:
        if award.ranks is not None:
            lines.append(award.ranks[1])
        elif award.by_rank and award.count:
            taken += award.count
            lines.append(taken)
    return tuple(lines)
