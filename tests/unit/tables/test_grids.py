"""The heading of a table: below whatever stands above it."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.tables.grids import heading_row


def named(cells: Sequence[str]) -> int:
    return sum(cell in ("名称", "单位") for cell in cells)


def test_the_heading_is_the_row_that_names_most_columns() -> None:
    assert heading_row([["汇总表"], ["名称", "备注"], ["名称", "单位"], ["甲", "乙"]], named) == 2


def test_of_two_equal_headings_the_first_counts() -> None:
    assert heading_row([["名称"], ["单位"]], named) == 0


def test_a_table_without_a_heading_has_none() -> None:
    assert heading_row([["甲", "乙"]], named) is None
    assert heading_row([], named) is None


def test_a_heading_too_far_down_is_not_looked_for() -> None:
    rows = [["甲"], ["乙"], ["名称"]]
    assert heading_row(rows, named, within=2) is None
    assert heading_row(rows, named, within=3) == 2
