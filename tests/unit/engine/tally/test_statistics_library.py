"""The figures of agreement against the library: other definitions of the same things, reckoned by numpy and pandas.

Nothing here repeats the formulas of ``statistics``: the sums of squares come from a least-squares fit, W from the
variance of ranks, alpha from the covariance matrix, the rank correlation from pandas.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scoring.engine.rounding import rounded
from scoring.engine.tally.statistics import average_ranks, cronbach_alpha, icc_agreement, kendall_w, spearman, spread
from tests.unit.engine.tally.test_statistics import MATRICES, SHROUT_FLEISS

Matrix = list[list[Decimal]]
CLOSE = 1e-9


def table(of: Matrix) -> pd.DataFrame:
    """A row an entry, a column a judge."""
    return pd.DataFrame([[float(cell) for cell in row] for row in of])


def mean_squares(of: Matrix) -> dict[str, float]:
    """Two-way analysis of variance by least squares: what each effect leaves unexplained where it is not fitted."""
    data = table(of)
    entries, judges = data.shape
    values = data.to_numpy().ravel()
    by_entry = np.kron(np.eye(entries), np.ones((judges, 1)))
    by_judge = np.kron(np.ones((entries, 1)), np.eye(judges))

    def left(*effects: np.ndarray) -> float:
        design = np.hstack([np.ones((values.size, 1)), *effects])
        fitted = design @ np.linalg.lstsq(design, values, rcond=None)[0]
        return float(((values - fitted) ** 2).sum())

    rest, within = left(by_entry, by_judge), left(by_entry)
    return {
        "entries": (left(by_judge) - rest) / (entries - 1),
        "judges": (within - rest) / (judges - 1),
        "rest": rest / ((entries - 1) * (judges - 1)),
        "within": within / (entries * (judges - 1)),
    }


def test_the_analysis_of_variance_and_all_six_coefficients_of_shrout_and_fleiss() -> None:
    # Their table 3 gives the mean squares, their table 4 the six coefficients.  By hand, from the 24 ratings: their sum
    # is 127, so the correction term is 127²/24 = 672.04; Σx² = 841; Σ(row)²/4 = 2913/4; Σ(column)²/6 = 4617/6.
    total = 841 - 127**2 / 24
    rows, columns = 2913 / 4 - 127**2 / 24, 4617 / 6 - 127**2 / 24
    found = mean_squares(SHROUT_FLEISS)
    assert found["entries"] == pytest.approx(rows / 5) == pytest.approx(11.24, abs=0.005)
    assert found["judges"] == pytest.approx(columns / 3) == pytest.approx(32.49, abs=0.005)
    assert found["rest"] == pytest.approx((total - rows - columns) / 15) == pytest.approx(1.02, abs=0.005)
    assert found["within"] == pytest.approx((total - rows) / 18) == pytest.approx(6.26, abs=0.005)
    bms, jms, ems, wms = (found[name] for name in ("entries", "judges", "rest", "within"))
    six = {
        "1,1": (bms - wms) / (bms + 3 * wms),
        "2,1": (bms - ems) / (bms + 3 * ems + 4 * (jms - ems) / 6),
        "3,1": (bms - ems) / (bms + 3 * ems),
        "1,4": (bms - wms) / bms,
        "2,4": (bms - ems) / (bms + (jms - ems) / 6),
        "3,4": (bms - ems) / bms,
    }
    assert {name: round(value, 2) for name, value in six.items()} == {
        "1,1": 0.17,
        "2,1": 0.29,
        "3,1": 0.71,
        "1,4": 0.44,
        "2,4": 0.62,
        "3,4": 0.91,
    }
    ours, alpha = icc_agreement(SHROUT_FLEISS), cronbach_alpha(SHROUT_FLEISS)
    assert ours is not None
    assert alpha is not None
    assert [float(one) for one in (*ours, alpha)] == pytest.approx([six["2,1"], six["2,4"], six["3,4"]])


@given(MATRICES)
def test_icc_is_what_the_least_squares_fit_gives(of: Matrix) -> None:
    ours = icc_agreement(of)
    assume(ours is not None)
    assert ours is not None
    found, (entries, judges) = mean_squares(of), table(of).shape
    gap = found["judges"] - found["rest"]
    single = found["entries"] + (judges - 1) * found["rest"] + judges * gap / entries
    panel = found["entries"] + gap / entries
    assume(min(single, panel) > CLOSE)
    assert float(ours[0]) == pytest.approx((found["entries"] - found["rest"]) / single, abs=1e-6)
    assert float(ours[1]) == pytest.approx((found["entries"] - found["rest"]) / panel, abs=1e-6, rel=1e-6)


@given(MATRICES)
def test_w_is_the_share_of_the_ranks_variance_that_lies_between_entries(of: Matrix) -> None:
    ranks = table(of).rank(axis=0, method="average")
    between = len(ranks.columns) * float(ranks.mean(axis=1).var(ddof=0)) * len(ranks)
    whole = float(ranks.var(ddof=0).sum()) * len(ranks)
    ours = kendall_w(of)
    assert (ours is None) == (whole < CLOSE)
    if ours is not None:
        assert float(ours) == pytest.approx(between / whole, abs=CLOSE)


@given(MATRICES)
def test_alpha_is_what_the_covariances_of_the_judges_give(of: Matrix) -> None:
    ours = cronbach_alpha(of)
    assume(ours is not None)
    assert ours is not None
    covariances = np.cov(table(of).to_numpy(), rowvar=False)
    judges = len(covariances)
    variance = float(np.trace(covariances)) / judges
    covariance = float(covariances.sum() - np.trace(covariances)) / (judges * (judges - 1))
    assert float(ours) == pytest.approx(
        judges * covariance / (variance + (judges - 1) * covariance), rel=1e-6, abs=1e-6
    )


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=12))
def test_rank_correlation_spread_and_ranks_are_those_of_pandas(pairs: list[tuple[int, int]]) -> None:
    one, other = ([Decimal(pair[side]) for pair in pairs] for side in (0, 1))
    frame = pd.DataFrame(pairs).astype(float)
    expected = frame.rank(method="average").corr(method="pearson").iloc[0, 1]
    ours = spearman(one, other)
    assert (ours is None) == bool(pd.isna(expected))
    if ours is not None:
        assert float(ours) == pytest.approx(expected, abs=1e-5)
    assert average_ranks(one) == [Fraction(value) for value in frame[0].rank(method="average")]
    found = spread(one)
    assert found is not None
    assert float(found) == pytest.approx(float(frame[0].std(ddof=1)), abs=1e-6)


def test_kendalls_example_with_ties_by_hand() -> None:
    # Ten entries, three judges (Siegel 1956, the example with tied observations).  W = 12 S / (9 (1000 − 10) − 3 ΣT),
    # S from the rank sums below, whose mean is 16.5, and T = Σ(t³ − t) over each judge's groups of t equal ranks.
    columns = (
        "1 4.5 2 4.5 3 7.5 6 9 7.5 10",
        "2.5 1 2.5 4.5 4.5 8 9 6.5 10 6.5",
        "2 1 4.5 4.5 4.5 4.5 8 8 8 10",
    )
    judges = [[Decimal(value) for value in line.split()] for line in columns]
    rows = [list(row) for row in zip(*judges, strict=True)]
    sums = [sum(row, Decimal(0)) for row in rows]
    assert sums == [Decimal(v) for v in ("5.5", "6.5", "9", "13.5", "12", "20", "23", "23.5", "25.5", "26.5")]
    squares = sum(((one - Decimal("16.5")) ** 2 for one in sums), Decimal(0))
    assert squares == 591
    # Groups of equal ranks: two of 2 (6 + 6) · three of 2 · one of 4 and one of 3 (60 + 24).
    ties = (6 + 6) + (6 + 6 + 6) + (60 + 24)
    assert kendall_w(rows) == Fraction(12 * 591, 9 * 990 - 3 * ties)
    assert str(rounded(Fraction(12 * 591, 9 * 990 - 3 * ties), 3)) == "0.828"
