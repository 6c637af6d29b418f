"""Rounding by the modes of a rule sheet."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.rounding import Mode, mean, rounded

NUMBERS = st.decimals(min_value=-10_000, max_value=10_000, places=6)
MODES = st.sampled_from(["half_up", "half_even", "truncate"])


@pytest.mark.parametrize(
    ("value", "digits", "half_up", "half_even", "truncate"),
    [
        ("2.5", 0, "3", "2", "2"),
        ("3.5", 0, "4", "4", "3"),
        ("-2.5", 0, "-3", "-2", "-2"),
        ("8.125", 2, "8.13", "8.12", "8.12"),
        ("8.135", 2, "8.14", "8.14", "8.13"),
        ("9.999", 2, "10.00", "10.00", "9.99"),
        ("7", 2, "7.00", "7.00", "7.00"),
    ],
)
def test_each_mode_rounds_a_half_its_own_way(
    value: str, digits: int, half_up: str, half_even: str, truncate: str
) -> None:
    expected: dict[Mode, str] = {"half_up": half_up, "half_even": half_even, "truncate": truncate}
    for mode, text in expected.items():
        assert str(rounded(Decimal(value), digits, mode)) == text


@pytest.mark.parametrize("value", [Decimal("-0.4"), Fraction(-2, 5)])
def test_what_rounds_to_nothing_has_no_sign(value: Decimal | Fraction) -> None:
    assert (str(rounded(value, 0)), str(rounded(value / 100, 2))) == ("0", "0.00")


def test_a_mean_of_thirds_is_rounded_from_its_exact_value() -> None:
    marks = (Decimal("8.5"), Decimal("8.5"), Decimal("8.75"))
    assert mean(marks) == Fraction(103, 12)
    assert rounded(mean(marks), 2) == Decimal("8.58")


def test_negative_digits_are_refused() -> None:
    with pytest.raises(ValueError, match="digits"):
        rounded(Decimal(1), -1)


@given(NUMBERS, st.integers(0, 5), MODES)
def test_a_fraction_and_a_decimal_round_alike(value: Decimal, digits: int, mode: Mode) -> None:
    assert rounded(value, digits, mode) == rounded(Fraction(value), digits, mode)


@given(NUMBERS, st.integers(0, 5), MODES)
def test_rounding_moves_less_than_one_unit_and_twice_changes_nothing(value: Decimal, digits: int, mode: Mode) -> None:
    once = rounded(value, digits, mode)
    assert abs(once - value) < Decimal(1).scaleb(-digits)
    assert rounded(once, digits, mode) == once
    assert -once == rounded(-value, digits, mode)
