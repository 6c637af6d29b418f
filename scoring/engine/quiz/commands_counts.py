"""Commands of the audience panel (大众评审): its counts are entered by one person, and confirmed by another."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

MOST_COUNTS = 500
"""Counts that are entered at once."""


@dataclass(frozen=True, slots=True)
class EntryCount:
    """The count of one entry, by the number of its item: ``votes`` of ``cast``, or ``average``; without any of them
    nobody voted on it, and the judges alone count."""

    item: int
    votes: int | None = None
    cast: int | None = None
    average: Decimal | None = None


@dataclass(frozen=True, slots=True)
class EnterCounts:
    """录入大众评审票数: counts of one entry or of many, which wait for a second person.  ``source``: the file or the
    sheet that they come from.  What the same person had entered before and nobody has confirmed is replaced."""

    counts: tuple[EntryCount, ...]
    source: str = ""
    kind: Literal["count.enter"] = "count.enter"


@dataclass(frozen=True, slots=True)
class DecideCounts:
    """A second person takes or refuses counts that wait, with a minute; taken, they count.  ``sheet``: the entry that
    brought them.  Facts: ``counts``."""

    sheet: int
    accept: bool
    kind: Literal["count.decide"] = "count.decide"
