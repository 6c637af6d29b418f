"""Lists of judges as offices keep them: tables with a heading, cells or lines that are pasted."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from scoring.tables.headings import IGNORED
from scoring.tables.lists import ListTable
from scoring.tables.problems import Unreadable
from scoring.usecases.quiz.judges_table import read_judges, read_lines
from tests.unit.question_sets.builders import xlsx

HEAD = ("序号", "姓名", "单位", "职务", "备注")


def pairs(table: ListTable) -> list[tuple[str, str]]:
    return [(row.get("name", ""), row.get("organisation", "")) for row in table.rows]


def told(table: ListTable) -> list[tuple[str, str, str]]:
    """Every finding: its place, its code, and what it is about."""
    fields = [dict(problem.fields) for _, problem in table.findings]
    about = [next((one[key] for key in ("heading", "places", "cell", "sheet") if key in one), "") for one in fields]
    return [(str(place), problem.code, said) for (place, problem), said in zip(table.findings, about, strict=True)]


def test_names_and_units_are_read_below_a_title_and_other_columns_are_named() -> None:
    table = read_judges(
        "评委.xlsx", xlsx([("评委名单",), HEAD, (1, "张一", "甲县教育局", "科长", ""), (2, "李二", "", "", "")])
    )
    assert pairs(table) == [("张一", "甲县教育局"), ("李二", "")]
    assert [str(place) for place in table.places] == ["3", "4"]
    assert told(table) == [("题库!2", "roster-column-unread", "职务")]


@pytest.mark.parametrize(
    "heading", [("评委姓名", "工作单位"), ("专家", "所在单位（全称）"), ("Name *", "Organisation"), ("姓 名", "单 位")]
)
def test_headings_of_other_offices_are_known(heading: tuple[str, str]) -> None:
    assert pairs(read_judges("评委.xlsx", xlsx([heading, ("张一", "甲单位")]))) == [("张一", "甲单位")]


def test_a_unit_in_merged_cells_is_the_unit_of_each_of_its_rows() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("姓名", "单位"), ("张一", "甲单位"), ("李二", None), ("王三", None)):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    data = io.BytesIO()
    book.save(data)
    assert pairs(read_judges("a.xlsx", data.getvalue())) == [("张一", "甲单位"), ("李二", "甲单位"), ("王三", "")]


def test_a_csv_list_is_read() -> None:
    assert pairs(read_judges("a.csv", "姓名,单位\n张一,甲单位\n".encode("gb18030"))) == [("张一", "甲单位")]


def test_the_judges_of_every_sheet_are_read_and_a_sheet_without_a_list_is_named() -> None:
    data = xlsx([("姓名", "单位"), ("张一", "甲单位")], 第二组=[("姓名",), ("李二",)], 说明=[("请准时",)])
    table = read_judges("a.xlsx", data)
    assert pairs(table) == [("张一", "甲单位"), ("李二", "")]
    assert [str(place) for place in table.places] == ["题库!2", "第二组!2"]
    assert told(table) == [("说明!0", "roster-sheet-unread", "说明")]


def test_what_is_hidden_struck_or_commented_in_a_list_of_judges_is_named() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("姓名", "单位", "电话"), ("张一", "甲单位", 1), ("李二", "乙单位", "=A1"), ("王三", "丙单位", 3)):
        sheet.append(row)
    sheet.row_dimensions[4].hidden = True
    sheet["A2"].font = Font(strike=True)
    sheet["B2"].comment = Comment("已退休", "甲")
    data = io.BytesIO()
    book.save(data)
    table = read_judges("a.xlsx", data.getvalue())
    assert pairs(table) == [("张一", "甲单位"), ("李二", "乙单位"), ("王三", "丙单位")]
    assert told(table) == [
        ("Sheet!0", "sheet-hidden-rows", "4"),
        ("Sheet!0", "sheet-comments", "B2"),
        ("Sheet!1", "roster-column-unread", "电话"),
        ("Sheet!2", "cell-struck", "A2"),
    ]


def test_a_judge_whose_name_is_a_formula_without_a_value_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        read_judges("a.xlsx", xlsx([("姓名", "单位"), ("=B1", "甲单位")]))
    assert refused.value.problem.code == "cell-no-value"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([("甲", "乙"), ("张一", "甲单位")], "judges-no-heading"),
        ([("队名", "单位", "姓名"), ("甲队", "甲单位", "张一")], "judges-no-heading"),
        ([("姓名", "单位", "工作单位"), ("张一", "甲单位", "乙单位")], "roster-column-twice"),
        ([("姓名", "单位"), ("张一", "甲单位", "电话")], "roster-unheaded"),
    ],
)
def test_a_table_that_would_be_read_wrongly_is_refused(rows: list[tuple[str, ...]], code: str) -> None:
    table = read_judges("a.xlsx", xlsx(rows))
    assert ([problem.code for problem in table.refused], table.rows) == ([code], ())


def test_an_organiser_says_which_column_has_the_names() -> None:
    data = xlsx([("评审人", "选派部门单位"), ("张一", "甲单位"), ("李二", "乙单位")])
    (heading,) = read_judges("a.xlsx", data).headings
    name, organisation = (column.key for column in heading.columns)
    table = read_judges("a.xlsx", data, {name: "name", organisation: "organisation"})
    assert pairs(table) == [("张一", "甲单位"), ("李二", "乙单位")]
    assert table.findings == ()


@pytest.mark.parametrize(
    ("lines", "code", "said"),
    [
        ("姓名\t单位\t工作单位\n张一\t甲单位\t乙单位", "roster-column-twice", {"单位": IGNORED}),
        ("评审人\t工作单位\n张一\t甲单位", "heading-incomplete", {"评审人": "name"}),
    ],
)
def test_pasted_cells_whose_columns_are_in_doubt_are_asked_about_as_those_of_a_file(
    lines: str, code: str, said: dict[str, str]
) -> None:
    table = read_lines(lines)
    assert ([problem.code for problem in table.refused], table.rows) == ([code], ())
    columns = table.headings[0].columns
    said = {column.key: said[column.heading] for column in columns if column.heading in said}
    again = read_lines(lines, said)
    assert again.refused == ()
    assert [row["name"] for row in again.rows] == ["张一"]


@pytest.mark.parametrize(
    ("line", "judge"),
    [
        ("张一，甲县教育局", ("张一", "甲县教育局")),
        ("张一\t甲县教育局", ("张一", "甲县教育局")),
        ("张　一，甲县教育局", ("张　一", "甲县教育局")),
        ("张一 甲县教育局", ("张一", "甲县教育局")),
        ("张一", ("张一", "")),
        ("Ann Lee, Unit A", ("Ann Lee", "Unit A")),
        ("Ann Lee", ("Ann Lee", "")),
    ],
)
def test_a_pasted_line_is_a_name_and_a_unit(line: str, judge: tuple[str, str]) -> None:
    assert pairs(read_lines(f"\n{line}\r\n\n")) == [judge]


@pytest.mark.parametrize(
    ("line", "kin"),
    [
        ("张一，甲县教育局，张二、李三", "张二、李三"),
        ("张一\t甲县教育局\t张二;李三", "张二;李三"),
        ("张一，，张二", "张二"),
        ("1. 张一\t甲县教育局\t无", ""),
        ("Ann Lee, Unit A, Bob Lee", "Bob Lee"),
    ],
)
def test_a_third_part_of_a_pasted_line_is_the_judges_relatives(line: str, kin: str) -> None:
    (row,) = read_lines(line).rows
    assert row.get("kin", "") == kin


@pytest.mark.parametrize(
    "line",
    [
        "张一\t甲单位\t张二\t李三",
        "张一，甲单位，13900000000",
        "1，张一，甲单位",
        "张一，甲单位，zhang@example.cn",
        "张一，甲单位，主任",
        "张一\t甲单位\t副处长",
        "张一，甲单位，评审组长",
        "张一，甲单位，副教授",
        "张一，甲单位，一级调研员",
        "张一，甲单位，办公室主任、副书记",
    ],
)
def test_a_pasted_line_of_other_parts_than_name_unit_and_relatives_is_refused(line: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_lines(line)
    assert refused.value.problem.code == "judges-line"


def test_cells_copied_with_their_heading_are_a_table() -> None:
    table = read_lines("序号\t单位\t姓名\n1\t甲单位\t张一\n2\t\t李二\n")
    assert pairs(table) == [("张一", "甲单位"), ("李二", "")]
    assert [str(place) for place in table.places] == ["2", "3"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (" \n\t\n", "judges-no-lines"),
        ("1\t张一\t甲单位", "judges-line"),
        ("张一\n" * 501, "too-many-rows"),
        ("张一," * 20_000, "judges-long"),
    ],
)
def test_pasted_text_that_is_no_list_is_refused(text: str, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_lines(text)
    assert refused.value.problem.code == code


def test_numbers_before_names_and_dashes_for_no_organisation_are_no_part_of_them() -> None:
    lines = read_lines("1. 张一\t甲单位\n2、李二\t—\n3）Ann Smith\t无\n4. 冯四 丙单位\n5. 陈五")
    assert lines.rows == (
        {"name": "张一", "organisation": "甲单位"},
        {"name": "李二"},
        {"name": "Ann Smith"},
        {"name": "冯四", "organisation": "丙单位"},
        {"name": "陈五"},
    )
    table = read_judges("评委.csv", "姓名,单位\n1.张一,/\n".encode())
    assert table.rows == ({"name": "张一"},)


def test_a_sum_and_the_name_of_who_filled_the_list_in_are_named_and_are_no_judges() -> None:
    table = read_judges("评委.csv", "姓名,单位\n张一,甲单位\n合计,1 人\n填表人：李二,\n".encode())
    assert table.rows == ({"name": "张一", "organisation": "甲单位"},)
    assert [(place.row, problem.code, dict(problem.fields)) for place, problem in table.findings] == [
        (3, "list-row-below", {"text": "合计"}),
        (4, "list-row-below", {"text": "填表人：李二"}),
    ]


def test_a_title_in_one_cell_is_no_heading_where_the_row_below_it_is() -> None:
    listed = [("评委名单",), ("序号", "评审专家", "工作单位"), ("1", "周一", "甲校")]
    assert pairs(read_judges("评委.xlsx", xlsx(listed))) == [("周一", "甲校")]
    unknown = [("评委名单",), ("序号", "哪一位", "工作单位"), ("1", "周一", "甲校")]
    table = read_judges("评委.xlsx", xlsx(unknown))
    assert [one.code for one in table.refused] == ["heading-incomplete"]
    assert [(one.place.row, [column.heading for column in one.columns]) for one in table.headings] == [
        (2, ["序号", "哪一位", "工作单位"])
    ]
    alone = [("评委名单",), ("周一",), ("吴二",)]
    assert [name for name, _ in pairs(read_judges("评委.xlsx", xlsx(alone)))] == ["周一", "吴二"]
