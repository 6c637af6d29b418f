"""Rounding as rule sheets define it: a number of decimal places and a named mode, on exact decimals only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import MAX_PREC, ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Literal

from scoring.engine.codec import decimal_text

Mode = Literal["half_up", "half_even", "truncate"]
Number = Decimal | Fraction
"""An exact number; a fraction where the decimal may not end."""


@dataclass(frozen=True, slots=True)
class Rounding:
    """The rounding of one step: the number of decimal places, and the mode."""

    digits: int
    mode: Mode = "half_up"


_MODES: dict[str, str] = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "truncate": ROUND_DOWN}
_EXACT = Context(prec=1000, Emax=MAX_PREC)


def rounded(value: Number, digits: int, mode: Mode = "half_up") -> Decimal:
    """``value`` with ``digits`` decimal places (0 or more).

    ``half_up`` 四舍五入: a half goes away from zero, so −2.5 becomes −3 · ``half_even`` 四舍六入五成双 ·
    ``truncate`` 截尾: towards zero.  A ``Fraction`` (a mean of thirds) is rounded once, from its exact value.
    """
    if digits < 0:
        raise ValueError("digits must not be negative")
    if isinstance(value, Decimal):
        result = value.quantize(Decimal(1).scaleb(-digits), rounding=_MODES[mode], context=_EXACT)
        return result or result.copy_abs()  # no score is shown as −0
    whole, rest = divmod(abs(value.numerator) * 10**digits, value.denominator)
    twice = 2 * rest
    up = mode != "truncate" and (
        twice > value.denominator or (twice == value.denominator and (mode == "half_up" or whole % 2 == 1))
    )
    return Decimal((whole + up) * (-1 if value < 0 else 1)).scaleb(-digits, context=_EXACT)


def ended(value: Number) -> Decimal | None:
    """``value`` as a decimal, exactly; None if the decimal does not end (thirds and the like)."""
    if isinstance(value, Decimal):
        return value
    rest, digits = value.denominator, 0
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest, power = rest // prime, power + 1
        digits = max(digits, power)
    return rounded(value, digits) if rest == 1 else None


def exact_text(value: Number) -> str:
    """A value without loss: ``18.5``, or ``55/3`` if the decimal does not end."""
    number = ended(value)
    return str(value) if number is None else decimal_text(number)


def times(value: Number, weight: Number) -> Number:
    """The value by a weight, exactly; a decimal if both are."""
    if weight == 1:
        return value
    if isinstance(value, Decimal) and isinstance(weight, Decimal):
        return value * weight
    return Fraction(value) * Fraction(weight)


def added(values: Sequence[Number]) -> Number:
    """The exact sum; a decimal if all are decimals."""
    if len(values) == 1:
        return values[0]
    if Fraction not in map(type, values):
        return sum(values, Decimal(0))
    return sum((Fraction(value) for value in values), Fraction(0))


def mean(values: list[Decimal] | tuple[Decimal, ...]) -> Fraction:
    """The exact mean of at least one value; round it once, afterwards."""
    return sum((Fraction(value) for value in values), Fraction(0)) / len(values)
