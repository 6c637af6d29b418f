"""Stages and awards: the part of a rule sheet that a match and the competition around it both read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a competition: groups by draw, who advances, whether the score goes along."""

    name: str
    groups: int = 1
    advance: int = 0
    runners_up: int = 0
    carry: bool = False
    written: bool = False


@dataclass(frozen=True, slots=True)
class Award:
    """An award with its count, in order of rank; ``count`` 0 means all the rest; ``by_rank`` False: given by name.

    ``ranks`` (first, last) says it by ranks instead of a count: a team on one of these ranks has the award.
    """

    name: str
    count: int = 0
    by_rank: bool = True
    ranks: tuple[int, int] | None = None


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
