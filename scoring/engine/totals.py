"""A total from its parts: factors, weights of stages, deductions; rounded where the rule says, each step explained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring.engine.codec import decimal_text
from scoring.engine.rounding import Mode, rounded


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a total: a criterion's panel score, or a whole stage, with its factor (``0.6`` for 60 %)."""

    id: str
    score: Decimal
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Deduction:
    """Points taken off, for a named reason; ``points`` is not negative."""

    reason: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class TotalRule:
    """Where rounding happens: every part after its factor (``part_digits``), and the total; None: not at all."""

    part_digits: int | None = None
    digits: int | None = None
    rounding: Mode = "half_up"


@dataclass(frozen=True, slots=True)
class Total:
    """The total, and one line a part (``8.25 × 0.8 = 6.60``) and a deduction, for reading aloud."""

    value: Decimal
    lines: tuple[tuple[str, str], ...]


def total(parts: Sequence[Part], rule: TotalRule, deductions: Sequence[Deduction] = ()) -> Total:
    """The parts by their factors, added, less the deductions.  Whether one rounds each part or only the sum changes
    the result, so the rule says both."""
    lines: list[tuple[str, str]] = []
    value = Decimal(0)
    for part in parts:
        worth = _maybe_rounded(part.score * part.factor, rule.part_digits, rule.rounding)
        lines.append((part.id, f"{decimal_text(part.score)} × {decimal_text(part.factor)} = {decimal_text(worth)}"))
        value += worth
    for deduction in deductions:
        if deduction.points < 0:
            raise ValueError("a deduction is given as a positive number")
        lines.append((deduction.reason, f"−{decimal_text(deduction.points)}"))
        value -= deduction.points
    return Total(_maybe_rounded(value, rule.digits, rule.rounding), tuple(lines))


def _maybe_rounded(value: Decimal, digits: int | None, mode: Mode) -> Decimal:
    return value if digits is None else rounded(value, digits, mode)
