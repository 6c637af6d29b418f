"""Workbooks of rosters: every sheet and table is read, or named; what is hidden or unknown is said."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter

from scoreboard.i18n.catalogue import LANGS, known
from scoring.tables.problems import Unreadable
from scoring.usecases.quiz.people_table import PeopleTable
from scoring.usecases.quiz.roster_table import read_roster

Cells = list[tuple[str, ...]]
More = Callable[[Any, dict[str, Any]], None]
HEAD = ("队名", "姓名")


def read(sheets: dict[str, Cells], also: More = lambda book, made: None) -> PeopleTable:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as written:
        made = {name: written.add_worksheet(name) for name in sheets}
        for name, rows in sheets.items():
            for number, row in enumerate(rows):
                made[name].write_row(number, 0, row)
        also(written, made)
    return read_roster("名单.xlsx", out.getvalue())


def told(table: PeopleTable) -> list[tuple[str, dict[str, str]]]:
    assert all(known(lang, f"questions.problem.{one.code}") for lang in LANGS for _, one in table.findings)
    return [(str(place) if place.row else place.sheet, dict(one.fields)) for place, one in table.findings]


def test_the_teams_of_all_sheets_are_read_and_a_sheet_without_a_heading_is_named() -> None:
    table = read({"甲组": [HEAD, ("甲队", "张一")], "乙组": [HEAD, ("乙队", "李一")], "说明": [("请填写",), ("谢谢",)]})
    assert [(row["team"], row["name"]) for row in table.rows] == [("甲队", "张一"), ("乙队", "李一")]
    assert table.places == ("甲组!2", "乙组!2")
    assert told(table) == [("说明", {"sheet": "说明", "count": "2"})]


def test_a_second_table_below_the_first_is_read_by_its_own_headings() -> None:
    table = read({"名单": [HEAD, ("甲队", "张一"), ("",), ("姓名", "队名"), ("李一", "乙队")]})
    assert [(row["team"], row["name"], place) for row, place in zip(table.rows, table.places, strict=True)] == [
        ("甲队", "张一", 2),
        ("乙队", "李一", 5),
    ]


def test_an_unknown_filled_column_is_named_and_a_column_that_counts_is_not() -> None:
    table = read({"名单": [("序号", *HEAD, "身份证"), ("1", "甲队", "张一", "x"), ("2", "甲队", "张二", "")]})
    assert told(table) == [("名单!1", {"heading": "身份证", "column": "D", "count": "1"})]


def test_hidden_rows_and_struck_names_are_read_and_named() -> None:
    def also(written: Any, made: dict[str, Any]) -> None:
        made["名单"].set_row(1, None, None, {"hidden": True})
        made["名单"].write(2, 1, "张二", written.add_format({"font_strikeout": True}))

    table = read({"名单": [HEAD, ("甲队", "张一"), ("甲队", "张二")]}, also)
    assert len(table.rows) == 2
    assert told(table) == [("名单", {"count": "1", "places": "2"}), ("名单!3", {"cell": "B3"})]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([("队名", "单位", "所属单位"), ("甲队", "一", "二")], "roster-column-twice"),
        ([HEAD, ("甲队", "")], "cell-error"),
    ],
)
def test_two_columns_of_one_meaning_and_a_cell_without_a_value_are_refused(rows: Cells, code: str) -> None:
    def also(_: Any, made: dict[str, Any]) -> None:
        if code == "cell-error":
            made["名单"].write_formula(1, 1, "=NA()", None, "#N/A")

    with pytest.raises(Unreadable) as refused:
        read({"名单": rows}, also)
    assert refused.value.problem.code == code
    assert all(known(lang, f"questions.problem.{code}") for lang in LANGS)
