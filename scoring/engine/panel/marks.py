"""Marks of judges: what one judge said of one entry on one criterion, and the five ways of not having a number.

given      a number counts, also when it is 0
missing    nothing has come yet
late       it came after the lock and is kept aside until the chief accepts it (then it is ``given``) or refuses it;
           its number may be unknown
abstained  the judge was there and chose not to mark (弃权)
recused    the judge may not mark this entry (回避)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion (评分项): its weight as a factor, and the range and step of its marks."""

    id: str
    name: str
    low: Decimal
    high: Decimal
    step: Decimal
    weight: Decimal = Decimal(1)


def check_mark(criterion: Criterion, value: Decimal) -> None:
    """Raises ``Invalid``: ``mark-out-of-range`` or ``mark-off-step`` (steps are counted from the lowest mark)."""
    if not criterion.low <= value <= criterion.high:
        raise Invalid("mark-out-of-range", criterion=criterion.id, value=value, low=criterion.low, high=criterion.high)
    if (value - criterion.low) % criterion.step:
        raise Invalid("mark-off-step", criterion=criterion.id, value=value, step=criterion.step)


def judge_total(judge: str, criteria: Sequence[Criterion], marks: Mapping[str, Mark]) -> Mark:
    """One judge's total over all criteria, as a mark itself: each mark by its weight, added.

    Without all its marks there is no total: the first thing that is not a given mark stands for the whole, in the
    order recused, abstained, missing, late.
    """
    found = [marks.get(criterion.id, Mark(judge, None, "missing")) for criterion in criteria]
    state = whole_state(found)
    if state in NUMBERLESS or any(mark.value is None for mark in found):
        return Mark(judge, None, state)
    total = sum(
        (
            criterion.weight * mark.value
            for criterion, mark in zip(criteria, found, strict=True)
            if mark.value is not None
        ),
        Decimal(0),
    )
    return Mark(judge, total, state)


NUMBERLESS: tuple[MarkState, ...] = ("recused", "abstained", "missing")
"""States without a number; of several the first one stands for the whole."""


def whole_state(marks: Iterable[Mark]) -> MarkState:
    """What a judge's total is when these are its marks: given only where every one of them is."""
    states = {mark.state for mark in marks}
    return next((state for state in (*NUMBERLESS, "late") if state in states), "given")
