"""Agreement figures against published values, and nothing where nothing can be said."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.rounding import rounded
from scoring.engine.tally.statistics import (
    average_ranks,
    cronbach_alpha,
    icc_agreement,
    kendall_w,
    median,
    root,
    spearman,
    spread,
    variance,
)


def matrix(*rows: str) -> list[list[Decimal]]:
    return [[Decimal(cell) for cell in row.split()] for row in rows]


def columns(*judges: str) -> list[list[Decimal]]:
    return [list(row) for row in zip(*matrix(*judges), strict=True)]


SHROUT_FLEISS = matrix("9 2 5 8", "6 1 3 2", "8 4 6 8", "7 1 2 6", "10 5 6 9", "6 2 4 7")
"""Six targets, four judges: Shrout & Fleiss (1979), Psychological Bulletin 86, table 2."""


def test_icc_of_shrout_and_fleiss() -> None:
    found = icc_agreement(SHROUT_FLEISS)
    assert found is not None
    assert [str(rounded(one, 2)) for one in found] == ["0.29", "0.62"]  # their table 4: .29, .62


def test_alpha_of_the_same_data_is_their_icc_of_consistency() -> None:
    alpha = cronbach_alpha(SHROUT_FLEISS)
    assert alpha is not None
    assert str(rounded(alpha, 2)) == "0.91"  # ICC(3,4) = .91, which is Cronbach's alpha


def test_kendalls_w_of_siegel_without_ties() -> None:
    # Three executives rank six applicants: Siegel (1956), Nonparametric Statistics, table 9.6.  By hand: the rank sums
    # are 8 14 11 11 11 8 around 10.5, S = 25.5, W = 12 · 25.5 / (9 · (216 − 6)) = 306/1890 = 17/105.
    found = kendall_w(columns("1 6 3 2 5 4", "1 5 6 4 2 3", "6 3 2 5 4 1"))
    assert found == Fraction(17, 105)
    assert str(rounded(found, 2)) == "0.16"


def test_kendalls_w_of_siegel_with_ties() -> None:
    # The same book, the example with tied observations: W = .828.
    given_ = columns("1 4.5 2 4.5 3 7.5 6 9 7.5 10", "2.5 1 2.5 4.5 4.5 8 9 6.5 10 6.5", "2 1 4.5 4.5 4.5 4.5 8 8 8 10")
    found = kendall_w(given_)
    assert found is not None
    assert str(rounded(found, 3)) == "0.828"


def test_full_agreement_is_one_and_ties_share_their_rank() -> None:
    assert kendall_w(columns("1 2 3 4", "10 20 30 40", "2 4 6 9")) == 1
    assert average_ranks([Decimal(v) for v in (7, 9, 7, 8)]) == [Fraction(3, 2), 4, Fraction(3, 2), 3]


def test_spread_median_and_rank_correlation() -> None:
    values = [Decimal(v) for v in (2, 4, 4, 4, 5, 5, 7, 9)]
    assert variance(values) == Fraction(32, 7)
    assert spread(values) == Decimal("2.138090")
    assert median(values) == Decimal("4.5")
    one, other = ([Decimal(v) for v in line] for line in ((1, 2, 3, 4, 5), (5, 6, 7, 8, 7)))
    assert spearman(one, other) == Decimal("0.820783")
    assert root(Fraction(1, 4)) == Decimal("0.500000")


@pytest.mark.parametrize("rows", [[], ["1 2 3"], ["5 5", "5 5", "5 5"], ["1", "2", "3"]])
def test_nothing_is_said_of_too_little_or_of_what_never_varies(rows: list[str]) -> None:
    given_ = matrix(*rows)
    assert kendall_w(given_) is None
    assert icc_agreement(given_) is None
    assert cronbach_alpha(given_) is None


def test_no_spread_is_zero_and_no_correlation_is_none() -> None:
    flat = [Decimal(5)] * 4
    assert spread(flat) == 0
    assert spearman(flat, [Decimal(v) for v in (1, 2, 3, 4)]) is None
    assert spread([Decimal(5)]) is None


CELLS = st.integers(0, 20).map(Decimal)
MATRICES = st.integers(2, 5).flatmap(
    lambda judges: st.lists(st.lists(CELLS, min_size=judges, max_size=judges), min_size=2, max_size=8)
)


@given(MATRICES)
def test_figures_stay_within_their_bounds_and_are_never_nan(given_: list[list[Decimal]]) -> None:
    w, icc, alpha = kendall_w(given_), icc_agreement(given_), cronbach_alpha(given_)
    assert w is None or 0 <= w <= 1
    assert icc is None or icc[0] <= 1
    assert alpha is None or alpha <= 1


@given(MATRICES, st.integers(1, 9))
def test_w_and_alpha_do_not_see_that_a_judge_is_milder(given_: list[list[Decimal]], more: int) -> None:
    milder = [[row[0] + more, *row[1:]] for row in given_]
    assert kendall_w(milder) == kendall_w(given_)
    assert cronbach_alpha(milder) == cronbach_alpha(given_)
