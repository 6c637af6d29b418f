"""Delimited text as a grid, whatever its table is about: the caller says what a heading looks like."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.tables.delimited import delimited_rows, has_heading, read_delimited
from scoring.tables.formulas import guarded, unguarded
from scoring.tables.problems import Unreadable, error, warning


def nominations(cells: Sequence[str]) -> int:
    return sum(cell in ("申报单位", "项目名称") for cell in cells)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_the_one_that_gives_the_best_heading(delimiter: str) -> None:
    text = f"申报单位{delimiter}项目名称\r\n甲{delimiter}丙\r\n"
    grid = read_delimited("表.csv", text.encode(), nominations)
    assert (grid.name, grid.first_row, grid.rows) == ("表.csv", 1, [["申报单位", "项目名称"], ["甲", "丙"]])


def test_a_text_has_a_heading_only_for_whom_it_names_columns() -> None:
    text = "申报单位;项目名称\n甲;乙\n"
    assert has_heading(text, nominations)
    assert not has_heading(text, lambda cells: 0)


def test_a_line_that_names_the_delimiter_is_heeded_and_counted() -> None:
    assert delimited_rows("sep=;\r\n项目名称;x\r\n", nominations) == ([["项目名称", "x"]], 2)


def test_doubtful_cells_are_reported_by_row() -> None:
    grid = read_delimited("x", "项目名称,申报单位\n=SUM(A1),#REF!\n".encode(), nominations)
    assert grid.problems == {1: (warning("cell-formula", text="=SUM(A1)"), error("cell-error", text="#REF!"))}


def test_too_many_rows_are_refused_with_their_number() -> None:
    with pytest.raises(Unreadable) as caught:
        delimited_rows("项目名称\n" * 5, nominations, most_rows=3)
    assert caught.value.problem == error("too-many-rows", limit=3, rows=5)
    assert delimited_rows("项目名称\n" * 3, nominations, most_rows=3)[1] == 1


@given(st.text(max_size=12))
def test_guarding_a_cell_is_undone_exactly(text: str) -> None:
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-x", "-1+2", "@SUM(A1)", "\tx", "'=1"])
def test_no_cell_of_a_csv_begins_as_a_formula(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


def test_numbers_and_plain_texts_stay_as_they_are() -> None:
    assert [guarded(cell) for cell in ("-10", "2.5", "0", "甲", "'甲")] == ["-10", "2.5", "0", "甲", "'甲"]
