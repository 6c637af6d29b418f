"""The writer of every table that leaves the house: exact numbers, safe texts, two layouts."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from typing import Any

import openpyxl
import pytest

from scoreboard.exports.tables import REPORT, Cell, Table, Worksheet, csv_bytes, wide, xlsx
from tests.unit.engine.quiz.play import D


def one_column(*cells: Cell, **more: Any) -> Table:
    return Table.of("名单", ("栏",), [(cell,) for cell in cells], **more)


def worksheet_of(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]


def lines(table: Table) -> list[list[str]]:
    return list(csv.reader(io.StringIO(csv_bytes(table).decode("utf-8-sig"), newline="")))


def test_a_table_gives_back_the_very_cells_that_it_was_made_of() -> None:
    table = Table.of("名单", ("队", "分", "分"), [("甲", D("2.50"), 3), ("", D("0.1"), 0)])
    assert table.head == ("队", "分", "分")
    assert table.rows == [("甲", D("2.50"), 3), ("", D("0.1"), 0)]
    assert [str(cell) for cell in table.rows[0]] == ["甲", "2.50", "3"]
    assert table.texts() == [["甲", "2.5", "3"], ["", "0.1", "0"]]


def test_a_table_without_rows_has_its_heading_all_the_same() -> None:
    empty = one_column()
    assert (empty.head, empty.rows, lines(empty)) == (("栏",), [], [["栏"]])
    assert worksheet_of(xlsx(Worksheet("", empty)))["A4"].value == "栏"


@pytest.mark.parametrize("name", ["=1+1", "+86", "-队", "@cmd", '"甲"队,乙', "-5"])
def test_a_name_like_a_formula_or_with_quotes_stays_text(name: str) -> None:
    cell = worksheet_of(xlsx(Worksheet("", one_column(name))))["A5"]
    assert (cell.value, cell.data_type) == (name, "s")
    assert lines(one_column(name)) == [["栏"], [f"'{name}" if name[0] in "=+-@" and name != "-5" else name]]


def test_a_heading_like_a_formula_stays_text_too() -> None:
    table = Table.of("名单", ("=1+1",), [("甲",)])
    assert lines(table)[0] == ["'=1+1"]
    assert worksheet_of(xlsx(Worksheet("", table)))["A4"].data_type == "s"


def test_points_that_no_binary_float_holds_are_written_as_text() -> None:
    sheet = worksheet_of(xlsx(Worksheet("", one_column(D("2.5"), D("0.1")))))
    assert [(sheet[at].value, sheet[at].data_type) for at in ("A5", "A6")] == [(2.5, "n"), ("0.1", "s")]


def test_in_a_column_with_digits_every_number_is_one_and_shows_so_many_places() -> None:
    table = one_column(D("84.10"), D("0.1"), "缺", digits={0: 2})
    sheet = worksheet_of(xlsx(Worksheet("", table)))
    assert [(sheet[at].value, sheet[at].number_format) for at in ("A5", "A6")] == [(84.1, "0.00"), (0.1, "0.00")]
    assert sheet["A7"].value == "缺"
    assert lines(table)[1:] == [["84.10"], ["0.1"], ["缺"]]


def test_a_total_is_written_as_on_the_screen_without_trailing_zeros() -> None:
    assert lines(one_column(D("2.5") + D("27.5"), D("-10"), 7)) == [["栏"], ["30"], ["-10"], ["7"]]


def test_a_result_has_room_for_note_and_check_code() -> None:
    sheet = worksheet_of(xlsx(Worksheet("成绩", one_column("甲", note="注", stamp=("核对码", "ab 12")))))
    assert [sheet[f"A{row}"].value for row in range(1, 6)] == ["名单", "注", "核对码 ab 12", "栏", "甲"]
    assert (sheet.title, sheet.freeze_panes) == ("成绩", "D5")


@pytest.mark.parametrize(("text", "title", "signs", "lies"), [
    ("甲", "名单", ("记分：",), False),
    ("甲" * 21, "名单", ("记分：",), False),
    ("甲" * 60, "名单", ("记分：",), True),
    ("甲", "名" * 40, ("记分：",), True),
    ("甲", "名单", ("记分：", "复核：", "裁判长：", "监督员：", "主任："), True),
])  # fmt: skip
def test_a_sheet_lies_on_its_side_only_where_what_is_on_it_is_too_wide_for_one_that_stands(
    text: str, title: str, signs: tuple[str, ...], lies: bool
) -> None:
    table = Table.of(title, ["栏", "列"], [[text, text]], foot=signs, one_line=True)
    sheet = worksheet_of(xlsx(Worksheet("成绩", table)))
    assert sheet.page_setup.orientation == ("landscape" if lies else "portrait")


def test_a_report_begins_right_under_its_title() -> None:
    sheet = worksheet_of(xlsx(Worksheet("说明", one_column("甲"), REPORT)))
    assert [sheet[f"A{row}"].value for row in range(1, 5)] == ["名单", None, "栏", "甲"]
    assert (sheet.freeze_panes, sheet.page_setup.orientation) == ("B4", "portrait")


def test_a_workbook_has_a_sheet_for_each_table_and_cuts_long_names() -> None:
    data = xlsx(Worksheet("一", one_column("甲")), Worksheet("二" * 40, one_column("乙")))
    assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames == ["一", "二" * 31]


def test_two_sheets_whose_names_would_be_one_are_told_apart_by_a_number() -> None:
    names = ("决赛", "决赛", "Final", "final", "长" * 40, "长" * 39)
    data = xlsx(*(Worksheet(name, one_column("甲")) for name in names))
    assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames == [
        "决赛", "决赛 2", "Final", "final 2", "长" * 31, f"{'长' * 29} 2",
    ]  # fmt: skip


def test_a_column_that_says_something_of_some_rows_only_is_left_out_where_it_says_nothing() -> None:
    head, more = (
        ("名次", "并列", "队", "分"),
        {"digits": {3: 1}, "struck": frozenset({(0, 3)}), "sparse": frozenset({1})},
    )
    alone = Table.of("名次", head, [(1, "", "甲", D("2.5")), (2, "", "乙", D(1))], **more)
    level = Table.of("名次", head, [(1, "并列", "甲", D("2.5")), (1, "并列", "乙", D("2.5"))], **more)
    sheet = worksheet_of(xlsx(Worksheet("", alone)))
    assert [[cell.value for cell in row] for row in sheet["A4:C5"]] == [["名次", "队", "分"], [1, "甲", 2.5]]
    assert (sheet["C5"].font.strike, sheet["C5"].number_format, sheet.freeze_panes) == (True, "0.0", "C5")
    whole = worksheet_of(xlsx(Worksheet("", level)))
    assert [cell.value for cell in whole[4]] == list(head)
    assert whole.freeze_panes == "D5"
    assert lines(alone)[0] == list(head), "a file for programs has every column"
    assert Table.of("名次", head, [], **more).shown == (0, 1, 2, 3)


def test_a_chinese_character_is_as_wide_as_two_letters() -> None:
    assert (wide("甲队"), wide("ab"), wide("甲a（")) == (4, 2, 5)


@pytest.mark.slow
def test_nothing_loads_pandas_before_a_table_is_made() -> None:
    script = (
        "import pkgutil, sys, scoreboard\n"
        "for module in pkgutil.walk_packages(scoreboard.__path__, 'scoreboard.'):\n"
        "    if not module.name.endswith('__main__'):\n"
        "        __import__(module.name)\n"
        "print('pandas' in sys.modules)\n"
        "sys.modules['scoreboard.exports.tables'].Table.of('', ('a',), [])\n"
        "print('pandas' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["False", "True"], done.stderr
