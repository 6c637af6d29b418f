"""揭榜 and 颁奖: winners come up on the screen one at a time, the last place first.  A review and a competition share
this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reveal:
    """The reveal of an award: how many of its winners are shown, from the last place to the first."""

    award: str
    shown: int = 0


def shown_of(reveal: Reveal, winners: Sequence[T]) -> tuple[T, ...]:
    """Those that the hall has seen, in order of their calling; ``winners``: best first."""
    return tuple(winners[::-1][: reveal.shown])


def next_of(reveal: Reveal, winners: Sequence[T]) -> T | None:
    """Who is called next; None once all are shown."""
    left = winners[::-1][reveal.shown :]
    return left[0] if left else None
