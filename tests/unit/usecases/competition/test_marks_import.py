"""A table of marks of a written stage: every row is understood or says what is wrong with it; nothing is kept."""

from __future__ import annotations

import io
from collections.abc import Mapping
from decimal import Decimal
from time import perf_counter
from typing import Any

import pytest
import xlsxwriter

from scoring.engine.competition.commands import Withdraw
from scoring.engine.competition.commands_written import PaperMark
from scoring.engine.errors import Invalid
from scoring.engine.stages import PaperPart, Stage
from scoring.tables.problems import Unreadable
from scoring.usecases.competition.marks_import import MarkFault, MarksReport, try_marks
from scoring.usecases.competition.marks_table import meanings_of, parts_said, read_marks
from tests.registrations import Registered
from tests.unit.usecases.competition.test_written import FOUR, WRITTEN, enter, papers, written_event

HEAD = ("队名", "姓名", "得分")


@pytest.fixture
def event() -> Registered:
    return written_event()


def tried(event: Registered, *rows: tuple[str, ...], head: tuple[str, ...] = ("team", "name", "mark")) -> MarksReport:
    return try_marks(event.state, "笔试", [dict(zip(head, row, strict=False)) for row in rows])


def faults(report: MarksReport) -> list[tuple[str, str] | None]:
    return [(one.fault.column, one.fault.code) if one.fault else None for one in report.rows]


def fault(report: MarksReport) -> MarkFault:
    (row,) = report.rows
    assert row.fault is not None
    return row.fault


def workbook(*rows: tuple[Any, ...], merged: str = "", formula: Mapping[str, str] | None = None) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if merged:
            sheet.merge_range(merged, 88)
        for cell, text in (formula or {}).items():
            sheet.write_formula(cell, text, None, "")
    return buffer.getvalue()


def test_a_person_is_found_with_the_team_or_alone_and_absent_nought_and_blank_differ(event: Registered) -> None:
    report = tried(
        event,
        ("1队", "张1一", "85.50"),
        ("", "张1二", "0"),
        ("2 队", "张2一", "缺考"),
        ("2队", "张2二", ""),
        ("3队", "张3一", "９０分"),
    )
    assert [one.state for one in report.rows] == ["new", "new", "new", "blank", "new"]
    assert report.marks == (
        PaperMark(1, "张1一", 1, (Decimal("85.5"),)),
        PaperMark(1, "张1二", 1, (Decimal(0),)),
        PaperMark(2, "张2一", 1, absent=True),
        PaperMark(3, "张3一", 1, (Decimal(90),)),
    )
    assert report.missing[1] == (("张1三", 1),)
    assert report.missing[2] == (("张2二", 1), ("张2三", 1))


def test_what_changes_is_shown_with_what_it_is_now(event: Registered) -> None:
    enter(event)
    report = tried(event, ("1队", "张1一", "80"), ("1队", "张1二", "91"), ("4队", "张4二", "55"))
    assert [one.state for one in report.rows] == ["same", "changed", "changed"]
    assert [one.before for one in report.rows] == [*papers(1, 80, 90, 85)[:2], PaperMark(4, "张4二", absent=True)]
    assert (report.after, len(report.marks), report.missing) == (1, 2, {})


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (("1队", "", "80"), ("name", "name-needed")),
        (("1队", "赵一", "80"), ("name", "person-not-of-team")),
        (("1队", "张2一", "80"), ("name", "person-not-of-team")),
        (("九队", "张1一", "80"), ("team", "team-unknown")),
        (("", "赵一", "80"), ("name", "person-unknown")),
        (("1队", "张1一", "100.5"), ("mark", "mark-above")),
        (("1队", "张1一", "-1"), ("mark", "mark-below")),
        (("1队", "张1一", "1.2345"), ("mark", "mark-too-fine")),
        (("1队", "张1一", "八十"), ("mark", "mark-not-number")),
        (("1队", "张1一", "=80+5"), ("mark", "mark-not-number")),
        (("1队", "张1一", "1e99"), ("mark", "mark-not-number")),
        (("1队", "张1一", "9" * 5000), ("mark", "mark-not-number")),
        (("1队", "张1一", "NaN"), ("mark", "mark-not-number")),
    ],
)
def test_each_fault_of_a_row_has_its_column(event: Registered, row: tuple[str, ...], found: tuple[str, str]) -> None:
    report = tried(event, row)
    assert faults(report) == [found]
    assert report.marks == ()


def test_a_name_that_is_nearly_one_of_the_team_is_named(event: Registered) -> None:
    assert (
        fault(tried(event, ("1队", "张1一一", "80"))).code,
        fault(tried(event, ("1队", "张1一一", "80"))).fields["near"],
    ) == (
        "person-not-of-team-near",
        ["张1一"],
    )


def test_a_person_twice_is_named_with_the_first_row_and_one_of_two_teams_needs_a_team(event: Registered) -> None:
    report = tried(event, ("1队", "张1一", "80"), ("1队", "张1 一", "81"))
    assert faults(report) == [None, ("name", "mark-twice")]
    assert report.rows[1].fault is not None
    assert report.rows[1].fault.fields == {"row": 1}


def test_more_people_than_a_team_has_members_are_named(event: Registered) -> None:
    rows = [("1队", f"张1{one}", "80") for one in "一二三"]
    assert {one for one in faults(tried(event, *rows, ("1队", "替1", "70"))) if one} == {("name", "papers-too-many")}
    report = tried(event, *rows[:2], ("1队", "张1三", "缺考"), ("1队", "替1", "70"))
    assert faults(report) == [None] * 4
    assert 1 not in report.missing


def test_a_row_of_a_team_that_withdrew_says_so(event: Registered) -> None:
    event.do(Withdraw(3), reason="来电退赛")
    assert faults(tried(event, ("3队", "张3一", "80"))) == [("team", "team-not-in")]


def test_parts_and_papers_have_columns_of_their_own() -> None:
    parts = '[[stage.parts]]\nname = "选择题"\nhighest = 60\n[[stage.parts]]\nname = "简答题"\nhighest = 40\n'
    event = written_event(WRITTEN.replace("advance = 2", f"advance = 1\npapers = 2\n{parts}"), teams=1)
    head = ("team", "name", "paper", "part1", "part2")
    report = tried(
        event,
        ("1队", "张1一", "1", "60", "40"),
        ("1队", "张1一", "卷二", "50", "30"),
        ("1队", "张1二", "2", "缺考", ""),
        ("1队", "张1三", "3", "1", "1"),
        ("1队", "张1三", "", "1", "1"),
        ("1队", "张1三", "1", "1", ""),
        ("1队", "张1三", "2", "61", "1"),
        ("1队", "张1二", "1", "缺考", "3"),
        head=head,
    )
    assert [one.mark for one in report.rows[:3]] == [
        PaperMark(1, "张1一", 1, (Decimal(60), Decimal(40))),
        PaperMark(1, "张1一", 2, (Decimal(50), Decimal(30))),
        PaperMark(1, "张1二", 2, absent=True),
    ]
    assert faults(report)[3:] == [
        ("paper", "paper-needed"),
        ("paper", "paper-needed"),
        ("part2", "mark-needed"),
        ("part1", "mark-above"),
        ("part1", "mark-and-absent"),
    ]


def test_five_thousand_rows_are_reported_in_time_and_one_more_is_refused() -> None:
    event = written_event(teams=4)
    row = {"team": "1队", "name": "张1一一", "mark": "80"}
    began = perf_counter()
    report = try_marks(event.state, "笔试", [row] * 5_000)
    assert perf_counter() - began < 4
    assert report.count("faulty") == 5_000
    with pytest.raises(Invalid, match="roster-too-long"):
        try_marks(event.state, "笔试", [row] * 5_001)


def test_a_table_below_a_title_is_read_with_a_merged_team() -> None:
    data = workbook(("笔试成绩",), HEAD, ("1队", "张1一", 85.5), ("", "张1二", 0), ("", "张1三", "缺考"))
    assert dict(read_marks("a.xlsx", data).rows[0]) == {"team": "1队", "name": "张1一", "mark": "85.5"}
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate((HEAD, ("", "张1一", 80), ("", "张1二", 90))):
            sheet.write_row(number, 0, row)
        sheet.merge_range("A2:A3", "1队")
    assert [row["team"] for row in read_marks("a.xlsx", buffer.getvalue()).rows] == ["1队", "1队"]


def test_a_mark_in_a_merged_cell_is_no_mark_of_anybody(event: Registered) -> None:
    data = workbook(HEAD, ("1队", "张1一", 88), ("1队", "张1二", ""), ("1队", "张1三", 70), merged="C2:C3")
    report = try_marks(event.state, "笔试", read_marks("a.xlsx", data).rows)
    assert faults(report) == [("mark", "mark-merged"), ("mark", "mark-merged"), None]


def test_a_formula_whose_result_was_not_saved_refuses_the_file() -> None:
    data = workbook(HEAD, ("1队", "张1一", ""), formula={"C2": "=40+45"})
    with pytest.raises(Unreadable):
        read_marks("a.xlsx", data)


def test_a_wrong_heading_says_what_was_found_and_asks() -> None:
    table = read_marks("a.csv", "队名,考生,笔试分\n1队,张1一,80\n".encode())
    (problem,) = table.refused
    assert problem.code == "heading-incomplete"
    assert dict(problem.fields)["missing_columns"] == "mark"
    (heading,) = table.headings
    key = next(one.key for one in heading.columns if one.heading == "笔试分")
    again = read_marks("a.csv", "队名,考生,笔试分\n1队,张1一,80\n".encode(), {key: "mark"})
    assert [row["mark"] for row in again.rows] == ["80"]


def test_the_parts_of_a_paper_are_known_by_their_names() -> None:
    stage = Stage(
        "笔试", written=True, papers=2, parts=(PaperPart("选择题", Decimal(60)), PaperPart("简答题", Decimal(40)))
    )
    table = read_marks("a.csv", "姓名,卷号,选择题(60分),简答题\n张1一,1,60,35\n".encode(), parts_said(stage))
    assert [dict(row) for row in table.rows] == [{"name": "张1一", "paper": "1", "part1": "60", "part2": "35"}]
    wide = ("paper1-part1", "paper1-part2", "paper2-part1", "paper2-part2")
    assert meanings_of(stage) == ("team", "name", "paper", "part1", "part2", *wide, "ignored")


def test_marks_that_were_entered_are_the_same_when_their_table_comes_again(event: Registered) -> None:
    enter(event, FOUR)
    rows = [(f"{one.team}队", one.person, "缺考" if one.absent else str(one.marks[0])) for one in FOUR]
    report = tried(event, *rows)
    assert {one.state for one in report.rows} == {"same"}
    assert report.marks == ()


def wide_event() -> Registered:
    """Two papers for each person."""
    return written_event(WRITTEN.replace("written = true", "written = true\npapers = 2"))


@pytest.mark.parametrize(
    "heads", [("第1卷", "第2卷"), ("卷一", "卷二"), ("试卷1得分", "试卷2得分"), ("Paper 1", "Paper 2")]
)
def test_a_row_a_person_with_a_column_for_each_paper_is_read(heads: tuple[str, str]) -> None:
    event = wide_event()
    assert event.state.stages is not None
    said = parts_said(event.state.stages.stages[0])
    data = workbook(("队名", "姓名", *heads, "总分"), ("1队", "张1一", 80, "缺考", 80), ("1队", "张1二", "", 70, 70))
    table = read_marks("成绩.xlsx", data, said)
    report = try_marks(event.state, "笔试", table.rows)
    assert report.marks == (
        PaperMark(1, "张1一", 1, (Decimal(80),)),
        PaperMark(1, "张1一", 2, absent=True),
        PaperMark(1, "张1二", 2, (Decimal(70),)),
    )
    assert [place.row for place in table.places] == [2, 2, 3]
    assert table.findings == ()


def test_papers_with_parts_have_a_column_for_each_part_of_each_paper() -> None:
    parts = (PaperPart("选择题", Decimal(60)), PaperPart("简答题", Decimal(40)))
    stage = Stage("笔试", written=True, papers=2, parts=parts)
    heads = ("姓名", "第1卷选择题", "第1卷 简答题", "第2卷选择题", "第2卷简答题")
    table = read_marks("x.xlsx", workbook(heads, ("张一", 50, 30, 40, 20)), parts_said(stage))
    assert [dict(row) for row in table.rows] == [
        {"name": "张一", "paper": "1", "part1": "50", "part2": "30"},
        {"name": "张一", "paper": "2", "part1": "40", "part2": "20"},
    ]
    assert "paper2-part1" in meanings_of(stage)


def test_of_one_paper_such_a_column_is_asked_about_and_a_third_paper_is_not_read() -> None:
    event = wide_event()
    assert event.state.stages is not None
    stage = event.state.stages.stages[0]
    table = read_marks("x.xlsx", workbook(("姓名", "第1卷", "第3卷"), ("张1一", 80, 70)), parts_said(stage))
    assert [row["paper"] for row in table.rows] == ["1"]
    assert [problem.code for _, problem in table.findings] == ["roster-column-unread"]
    assert read_marks("x.xlsx", workbook(("姓名", "第1卷"), ("张1一", 80))).refused


def test_a_mark_over_two_papers_in_one_merged_cell_is_no_mark_of_either() -> None:
    event = wide_event()
    assert event.state.stages is not None
    data = workbook(("姓名", "第1卷", "第2卷"), ("张1一", 1, 1), merged="B2:C2")
    table = read_marks("x.xlsx", data, parts_said(event.state.stages.stages[0]))
    assert {code for _, code in filter(None, faults(try_marks(event.state, "笔试", table.rows)))} == {"mark-merged"}
