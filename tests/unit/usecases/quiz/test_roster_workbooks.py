"""Workbooks of rosters: every sheet and table is read, or named; what is hidden or unknown is said."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter

from scoreboard.i18n.catalogue import LANGS, known
from scoreboard.presenters.quiz.questions import problem_text
from scoring.tables.lists import ListTable
from scoring.tables.problems import Unreadable
from scoring.usecases.quiz.roster_table import read_roster

Cells = list[tuple[str, ...]]
More = Callable[[Any, dict[str, Any]], None]
HEAD = ("队名", "姓名")


def read(
    sheets: dict[str, Cells], also: More = lambda book, made: None, meanings: dict[str, str] | None = None
) -> ListTable:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as written:
        made = {name: written.add_worksheet(name) for name in sheets}
        for name, rows in sheets.items():
            for number, row in enumerate(rows):
                made[name].write_row(number, 0, row)
        also(written, made)
    return read_roster("名单.xlsx", out.getvalue(), meanings)


def refusal(reads: Callable[[], ListTable]) -> str:
    """The code for which a file is refused."""
    try:
        (problem,) = reads().refused
    except Unreadable as unreadable:
        return unreadable.problem.code
    return problem.code


def told(table: ListTable) -> list[tuple[str, dict[str, str]]]:
    assert all(known(lang, f"questions.problem.{one.code}") for lang in LANGS for _, one in table.findings)
    return [(str(place) if place.row else place.sheet, dict(one.fields)) for place, one in table.findings]


def test_the_teams_of_all_sheets_are_read_and_a_sheet_without_a_heading_is_named() -> None:
    table = read({"甲组": [HEAD, ("甲队", "张一")], "乙组": [HEAD, ("乙队", "李一")], "说明": [("请填写",), ("谢谢",)]})
    assert [(row["team"], row["name"]) for row in table.rows] == [("甲队", "张一"), ("乙队", "李一")]
    assert [str(place) for place in table.places] == ["甲组!2", "乙组!2"]
    assert told(table) == [("说明", {"sheet": "说明", "count": "2"})]


def test_a_second_table_below_the_first_is_read_by_its_own_headings() -> None:
    table = read({"名单": [HEAD, ("甲队", "张一"), ("",), ("姓名", "队名"), ("李一", "乙队")]})
    assert [(row["team"], row["name"], place.row) for row, place in zip(table.rows, table.places, strict=True)] == [
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

    assert refusal(lambda: read({"名单": rows}, also)) == code
    assert all(known(lang, f"questions.problem.{code}") for lang in LANGS)


@pytest.mark.parametrize(
    "heading", [("代表队名", "所属部门", "选手", "座次"), ("参赛队伍名称", "选送单位", "参赛人员", "席次")]
)
def test_headings_one_word_away_are_understood(heading: tuple[str, ...]) -> None:
    table = read({"表": [("参赛队伍登记表",), heading, ("甲队", "甲单位", "张一", "1")]})
    assert [(row["team"], row["organisation"], row["name"], row["seat"]) for row in table.rows] == [
        ("甲队", "甲单位", "张一", "1")
    ]


def test_a_heading_merged_over_the_contestants_names_each_of_their_columns() -> None:
    def merge(_: Any, sheets: dict[str, Any]) -> None:
        sheets["名单"].merge_range("B1:C1", "参赛队员")

    table = read({"名单": [("队名", "参赛队员", "", "领队"), ("甲队", "张一", "张二", "周华")]}, merge)
    assert [(row["team"], row["name"]) for row in table.rows] == [("甲队", "张一"), ("甲队", "张二")]
    assert (table.rows[0]["leader"], told(table)) == ("周华", [])


def test_a_heading_of_two_rows_is_read_as_one() -> None:
    def merge(_: Any, sheets: dict[str, Any]) -> None:
        sheets["名单"].merge_range("B1:C1", "参赛队员")

    table = read({"名单": [("队名", "参赛队员", ""), ("", "1", "2"), ("甲队", "张一", "张二")]}, merge)
    assert [(row["name"], str(place)) for row, place in zip(table.rows, table.places, strict=True)] == [
        ("张一", "3"),
        ("张二", "3"),
    ]


def test_a_row_below_the_heading_is_no_part_of_it_however_it_is_merged() -> None:
    def merge(_: Any, sheets: dict[str, Any]) -> None:
        sheets["名单"].merge_range("B2:C2", "张三")

    head = ("队名", "队员1", "队员2", "备注")
    table = read({"名单": [head, ("甲队", "张三", "", "x"), ("", "李四", "王五", "")]}, merge)
    assert {"张三", "李四", "王五"} <= {row["name"] for row in table.rows}


@pytest.mark.parametrize("empty", ["H1:K1", "B1:XFD1", "A9:B12", "B2:B1048576"])
def test_a_merged_range_beyond_the_filled_cells_says_nothing(empty: str) -> None:
    def merge(_: Any, sheets: dict[str, Any]) -> None:
        sheets["名单"].merge_range(empty, {"B1:XFD1": "队员", "B2:B1048576": "张一"}.get(empty, ""))

    table = read({"名单": [("队名", "队员"), ("甲队", "张一")]}, merge)
    assert [(row["team"], row["name"]) for row in table.rows] == [("甲队", "张一")]


def test_members_counted_before_the_word_are_understood() -> None:
    table = read({"表": [("队名", "1号队员", "第二选手"), ("甲队", "张一", "李一")]})
    assert [row["name"] for row in table.rows] == ["张一", "李一"]


def test_a_table_whose_heading_names_no_team_is_refused_with_the_row_that_looks_most_like_it() -> None:
    (problem,) = read({"表": [("名单",), ("组别名", "选手称呼", "备注"), ("甲队", "张一")]}).refused
    assert (problem.code, dict(problem.fields)) == ("roster-no-heading", {"seen": "组别名、选手称呼、备注"})


NEAR: Cells = [("名单",), ("组别名", "选手", "座次", "备注"), ("甲队", "张一", "1", "新人"), ("甲队", "张二", "2", "")]


def test_a_heading_one_word_away_says_what_was_found_and_asks_about_its_columns() -> None:
    table = read({"表": NEAR})
    (problem,) = table.refused
    assert problem_text("zh", problem).startswith("认出姓名、席位，缺队名；不认识：组别名、备注。")
    assert problem_text("en", problem).startswith("Recognised: Name, Seat. Missing: Team. Not known: 组别名、备注.")
    (heading,) = table.headings
    assert [(one.letter, one.heading, one.sample, one.meaning) for one in heading.columns] == [
        ("A", "组别名", "甲队", ""),
        ("B", "选手", "张一", "name"),
        ("C", "座次", "1", "seat"),
        ("D", "备注", "新人", ""),
    ]


def test_the_table_is_read_by_what_the_organiser_says_of_its_columns() -> None:
    keys = [column.key for column in read({"表": NEAR}).headings[0].columns]
    table = read({"表": NEAR}, meanings={keys[0]: "team", keys[3]: "ignored"})
    assert [dict(row) for row in table.rows] == [
        {"team": "甲队", "name": "张一", "seat": "1"},
        {"team": "甲队", "name": "张二", "seat": "2"},
    ]
    assert (table.findings, table.headings) == ((), ())


def test_two_columns_that_are_said_to_mean_the_same_are_refused_and_asked_about_again() -> None:
    keys = [column.key for column in read({"表": NEAR}).headings[0].columns]
    table = read({"表": NEAR}, meanings={keys[0]: "team", keys[3]: "team"})
    assert [problem.code for problem in table.refused] == ["roster-column-twice"]
    assert [[one.letter for one in heading.columns] for heading in table.headings] == [["A", "D"]]


def test_a_column_without_a_heading_can_be_said_to_hold_contestants() -> None:
    rows: Cells = [("队名", "队员1", ""), ("甲队", "张一", "张二")]
    table = read({"表": rows})
    assert [problem.code for problem in table.refused] == ["roster-unheaded"]
    key = table.headings[0].columns[0].key
    assert [row["name"] for row in read({"表": rows}, meanings={key: "member"}).rows] == ["张一", "张二"]


def test_the_delimiter_of_a_text_is_found_by_a_heading_one_word_away() -> None:
    data = "组别名;选手;座次\n甲队;张一;1\n".encode()
    (heading,) = read_roster("名单.csv", data).headings
    assert [column.heading for column in heading.columns] == ["组别名", "选手", "座次"]


@pytest.mark.parametrize(
    "start", [b"\x89PNG\r\n", b"\xff\xd8\xff\xe0", b"%PDF-1.7\n", b"\0\0\0\x18ftypmp42", b"Rar!\x1a"]
)
def test_a_picture_a_pdf_or_a_film_that_is_called_a_table_is_said_to_be_none(start: bytes) -> None:
    with pytest.raises(Unreadable, match="file-no-text"):
        read_roster("名单.xlsx", start + bytes(range(256)))


def test_a_roster_in_a_word_document_is_said_to_be_one_not_a_broken_file() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as document:
        document.writestr("[Content_Types].xml", "<Types/>")
        document.writestr("word/document.xml", "<w:document/>")
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(600)
    for name, data in (("名单.docx", out.getvalue()), ("名单.doc", old)):
        with pytest.raises(Unreadable, match="file-word"):
            read_roster(name, data)


@pytest.mark.parametrize(
    "page", ["<html><body>", " <!DOCTYPE HTML>", "\ufeff<table border=1>", "<meta charset='utf-8'>"]
)
def test_a_web_page_that_is_called_a_table_is_said_to_be_one(page: str) -> None:
    assert refusal(lambda: read_roster("名单.xls", f"{page}<tr><td>队名</td></tr>".encode())) == "file-web-page"


def test_a_file_with_a_single_row_that_is_no_heading_is_refused_with_what_stands_in_it() -> None:
    (problem,) = read_roster("名单.csv", "题型,题干,答案\n".encode()).refused
    assert (problem.code, dict(problem.fields)) == ("roster-no-heading", {"seen": "题型、题干、答案"})


ROLES = ("队名", "单位", "姓名", "身份")


def test_a_column_of_parts_says_who_is_leader_contestant_and_reserve() -> None:
    rows = [
        ("甲队", "甲局", "赵一", "领队"),
        ("", "", "钱二", "队长"),
        ("", "", "孙三", "替补"),
        ("", "", "李四", "队员"),
    ]
    rows += [("乙队", "乙局", "周五", "队员"), ("乙队", "乙局", "吴六", "领队兼队员"), ("合计", "", "6人", "")]
    table = read({"名单": [ROLES, *rows]})
    assert [(row.get("leader", ""), row.get("name", ""), row.get("seat", "")) for row in table.rows] == [
        ("赵一", "", ""),
        ("", "钱二", ""),
        ("", "孙三", "替补"),
        ("", "李四", ""),
        ("吴六", "周五", ""),
        ("", "吴六", ""),
    ]
    assert [one.code for _, one in table.findings] == ["list-row-below"]


def test_a_row_for_all_of_one_part_names_each_of_them() -> None:
    rows = [
        ("甲队", "甲局", "赵一、钱二", "领队"),
        ("甲队", "甲局", "孙三 李四 周五", "队员"),
        ("甲队", "甲局", "吴六、郑七", "替补"),
        ("甲队", "甲局", "赵一", "领队兼队员"),
        ("甲队", "甲局", "王八（替补）", "队员"),
    ]
    table = read({"名单": [ROLES, *rows]})
    assert [(row["team"], row.get("leader", ""), row.get("name", ""), row.get("seat", "")) for row in table.rows] == [
        ("甲队", "赵一、钱二", "", ""),
        ("甲队", "", "孙三", ""),
        ("甲队", "", "李四", ""),
        ("甲队", "", "周五", ""),
        ("甲队", "", "吴六", "替补"),
        ("甲队", "", "郑七", "替补"),
        ("甲队", "", "赵一", ""),
        ("甲队", "", "王八", "替补"),
    ]


def test_a_column_that_says_other_things_than_parts_is_unknown_and_one_that_is_said_to_be_theirs_is_read() -> None:
    rows = [("甲队", "甲局", "赵一", "科长"), ("", "", "钱二", "队员")]
    table = read({"名单": [ROLES, *rows]})
    assert told(table) == [("名单!1", {"heading": "身份", "column": "D", "count": "2"})]
    assert [row["name"] for row in table.rows] == ["赵一", "钱二"]
    said = read({"名单": [ROLES, *rows]}, meanings={"D:身份": "part"})
    assert [row.get("seat", "") for row in said.rows] == ["科长", ""]


def test_names_parted_by_blanks_and_a_reserve_named_behind_the_name_are_people() -> None:
    cells = [("甲队", "张四 李五 王六"), ("乙队", "张七、李八、王九（替补）"), ("丙队", "欧阳 娜娜")]
    table = read({"名单": [("队名", "队员名单"), *cells]})
    assert [(row["team"], row["name"], row["seat"]) for row in table.rows] == [
        ("甲队", "张四", ""),
        ("甲队", "李五", ""),
        ("甲队", "王六", ""),
        ("乙队", "张七", ""),
        ("乙队", "李八", ""),
        ("乙队", "王九", "替补"),
        ("丙队", "欧阳 娜娜", ""),
    ]
