"""Totals from parts: factors, weights, deductions, and where the rounding is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.engine.totals import Deduction, Part, Total, TotalRule, total


def d(value: str) -> Decimal:
    return Decimal(value)


def test_each_part_rounded_is_not_the_sum_rounded() -> None:
    parts = [
        Part("skills", d("8.18"), d("0.8")),
        Part("composition", d("8.21"), d("0.8")),
        Part("music", d("8.07"), d("0.8")),
    ]
    each = total(parts, TotalRule(part_digits=2))
    assert each == Total(
        d("19.57"),
        (("skills", "8.18 × 0.8 = 6.54"), ("composition", "8.21 × 0.8 = 6.57"), ("music", "8.07 × 0.8 = 6.46")),
    )
    assert total(parts, TotalRule(digits=1)).value == d("19.6")
    assert total(parts, TotalRule()).value == d("19.568")


def test_stages_weigh_sixty_to_forty() -> None:
    stages = [Part("初评", d("88.5"), d("0.6")), Part("终评", d("91.25"), d("0.4"))]
    assert total(stages, TotalRule(digits=2)).value == d("89.60")


def test_deductions_are_taken_off_and_named() -> None:
    result = total([Part("演讲", d("92.5"))], TotalRule(), [Deduction("超时", d("2"))])
    assert result == Total(d("90.5"), (("演讲", "92.5 × 1 = 92.5"), ("超时", "−2")))
    with pytest.raises(ValueError, match="deduction"):
        total([], TotalRule(), [Deduction("超时", d("-2"))])
