"""A ranking and what each judge gave to each entry: the input of every question how sure a rank is, for any way of
ranking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from scoring.engine.ranking import Reason
from scoring.engine.rounding import Number

Totals = Mapping[str, Mapping[str, Decimal]]
"""Judge → entry → that judge's total, if the judge has given all marks of it."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One entry: its group, its rank (None for none) and what the ranking compares first (None by majority).

    ``ahead``: why the last of a rank is ranked above the next rank.
    """

    entry: str
    group: str
    rank: int | None
    points: Number | None
    ahead: Reason | None


@dataclass(frozen=True, slots=True)
class Ranking:
    """Group after group, best first.  ``totals`` by stage; ``digits``: decimal places of the points."""

    entries: tuple[Ranked, ...]
    totals: Mapping[str, Totals]
    digits: int

    def groups(self) -> tuple[str, ...]:
        """The groups, in order; ``""`` is the only one if there are none."""
        return tuple(dict.fromkeys(one.group for one in self.entries))

    def ranked(self, group: str) -> list[Ranked]:
        """The entries of a group that have a rank."""
        return [one for one in self.entries if one.group == group and one.rank is not None]

    def ranks(self, group: str) -> dict[str, int | None]:
        """Entry → rank."""
        return {one.entry: one.rank for one in self.entries if one.group == group}
