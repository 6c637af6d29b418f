"""Agreement of judges, by the published formulas, in exact fractions: no binary floats, no division by a spread of 0.

A matrix has one row for each entry and one column for each judge; every cell is filled.  A figure is None if the matrix
is too small, or if nothing in it varies.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal
from fractions import Fraction

from scoring.engine.rounding import rounded

Matrix = Sequence[Sequence[Decimal]]
_ROOT = Context(prec=30)


def average_ranks(values: Sequence[Decimal]) -> list[Fraction]:
    """Ranks from 1 for the least value; equal values share the mean of their ranks."""
    order = sorted(range(len(values)), key=lambda i: values[i])
    ranks = [Fraction(0)] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] == values[order[start]]:
            end += 1
        for i in order[start : end + 1]:
            ranks[i] = Fraction(start + end + 2, 2)
        start = end + 1
    return ranks


def kendall_w(matrix: Matrix) -> Fraction | None:
    """Kendall's coefficient of concordance W, 0 to 1, corrected for ties (Kendall 1948; Siegel 1956, 9.6)."""
    entries, judges = len(matrix), len(matrix[0]) if matrix else 0
    if entries < 2 or judges < 2:
        return None
    columns = [average_ranks([row[j] for row in matrix]) for j in range(judges)]
    sums = [sum((column[i] for column in columns), Fraction(0)) for i in range(entries)]
    mean = Fraction(judges * (entries + 1), 2)
    squares = sum(((one - mean) ** 2 for one in sums), Fraction(0))
    ties = sum(_tie_term([row[j] for row in matrix]) for j in range(judges))
    below = judges**2 * (entries**3 - entries) - judges * ties
    return 12 * squares / below if below else None


def icc_agreement(matrix: Matrix) -> tuple[Fraction, Fraction] | None:
    """ICC(2,1) and ICC(2,k): how far single marks, and the mean of the panel, agree absolutely.

    Two-way random effects (Shrout & Fleiss 1979).  May be below 0 where judges disagree more than by chance.
    """
    found = _mean_squares(matrix)
    if found is None:
        return None
    rows, columns, rest = found
    entries, judges = len(matrix), len(matrix[0])
    between = Fraction(judges, entries) * (columns - rest)
    one, panel = rows + (judges - 1) * rest + between, rows + (columns - rest) / entries
    return ((rows - rest) / one, (rows - rest) / panel) if one > 0 and panel > 0 else None


def cronbach_alpha(matrix: Matrix) -> Fraction | None:
    """Cronbach's alpha of the judges as items of a scale: consistency, independent of their severity; at most 1."""
    if len(matrix) < 2 or len(matrix[0]) < 2:
        return None
    judges = len(matrix[0])
    whole = variance([sum(row, Decimal(0)) for row in matrix])
    parts = sum((variance([row[j] for row in matrix]) or Fraction(0) for j in range(judges)), Fraction(0))
    return Fraction(judges, judges - 1) * (1 - parts / whole) if whole else None


def variance(values: Sequence[Decimal]) -> Fraction | None:
    """The sample variance (n − 1); None for fewer than two values."""
    if len(values) < 2:
        return None
    total = Fraction(sum(values, Decimal(0)))
    squares = Fraction(sum((value * value for value in values), Decimal(0)))
    return (squares - total * total / len(values)) / (len(values) - 1)


def spread(values: Sequence[Decimal]) -> Decimal | None:
    """The sample standard deviation, to six places; 0 where all are equal, None for fewer than two values."""
    found = variance(values)
    return None if found is None else root(found)


def root(value: Fraction) -> Decimal:
    """The square root to six places."""
    return rounded(rounded(value, 20).sqrt(_ROOT), 6)


def median(values: Sequence[Decimal]) -> Decimal:
    """The median of at least one value: the middle value, or half-way between the two in the middle."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def spearman(one: Sequence[Decimal], other: Sequence[Decimal]) -> Decimal | None:
    """Rank correlation, −1 to 1, ties averaged; None if one of the two does not vary or there are fewer than two."""
    if len(one) < 2:
        return None
    a, b = average_ranks(one), average_ranks(other)
    mean = Fraction(len(a) + 1, 2)
    both = sum(((x - mean) * (y - mean) for x, y in zip(a, b, strict=True)), Fraction(0))
    squares = sum(((x - mean) ** 2 for x in a), Fraction(0)) * sum(((y - mean) ** 2 for y in b), Fraction(0))
    if not squares:
        return None
    if both * both == squares:  # a perfect order is exactly 1
        return Decimal(1 if both > 0 else -1)
    size = root(both * both / squares)
    return size if both > 0 else -size


def _mean_squares(matrix: Matrix) -> tuple[Fraction, Fraction, Fraction] | None:
    """The sums of squares between entries, between judges, and of the rest: two-way analysis of variance without
    repetition."""
    entries, judges = len(matrix), len(matrix[0]) if matrix else 0
    if entries < 2 or judges < 2:
        return None
    count = entries * judges
    total = Fraction(sum((sum(row, Decimal(0)) for row in matrix), Decimal(0)))
    base = total * total / count
    squares = Fraction(sum((value * value for row in matrix for value in row), Decimal(0))) - base
    of_rows = Fraction(sum((sum(row, Decimal(0)) ** 2 for row in matrix), Decimal(0))) / judges - base
    columns = (sum((row[j] for row in matrix), Decimal(0)) for j in range(judges))
    of_columns = Fraction(sum((one * one for one in columns), Decimal(0))) / entries - base
    rest = squares - of_rows - of_columns
    return of_rows / (entries - 1), of_columns / (judges - 1), rest / ((entries - 1) * (judges - 1))


def _tie_term(values: Sequence[Decimal]) -> int:
    counts: dict[Decimal, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return sum(count**3 - count for count in counts.values())
