"""Marks of judges: one judge's mark of one entry on one criterion, and its five states.

given      a number counts, also when it is 0
missing    nothing has come yet
late       it came after the lock and is kept aside until the chief accepts it (then it is ``given``) or refuses it;
           its number may be unknown
abstained  the judge was there and chose not to mark (弃权)
recused    the judge may not mark this entry (回避)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from scoring.engine.errors import Invalid

MarkState = Literal["given", "missing", "late", "abstained", "recused"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One judge's mark; ``value`` is set for ``given``, and may be for ``late``."""

    judge: str
    value: Decimal | None = None
    state: MarkState = "given"

    def __post_init__(self) -> None:
        if (self.value is None) == (self.state == "given") and self.state != "late":
            raise Invalid("mark-value", judge=self.judge, state=self.state)


NO_NUMBER: tuple[MarkState, ...] = ("recused", "abstained", "missing", "late")
"""States in which a judge's total is not a number; if several occur, the first in this order is the total's state."""


def whole_state(marks: Iterable[Mark]) -> MarkState:
    """The state of a judge's total with these marks: given only if every mark is given."""
    states = {mark.state for mark in marks}
    return next((state for state in NO_NUMBER if state in states), "given")
