"""Workbooks of marks in every shape that offices have: read whole, or refused by name; nothing is left out unsaid."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from scoreboard.exports.tally.marks_file import MarksFile
from scoreboard.exports.tally.table import read_table
from scoreboard.exports.tally.wording import Wording
from scoring.engine.tally.mark_table import Row, read_marks
from scoring.engine.tally.rule import TallyRule
from scoring.engine.tally.tally import tally
from scoring.tables.problems import Unreadable
from tests.unit.engine.tally.panels import ONE, TWO, rule
from tests.unit.exports.tally.files import csv_text, xlsx

Cells = tuple[tuple[object, ...], ...]


def book(sheets: dict[str, Cells], also: Callable[[Any, dict[str, Any]], None] = lambda book, sheets: None) -> bytes:
    """A workbook of these sheets; ``also`` does more to the book and its sheets by name."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as written:
        made = {name: written.add_worksheet(name) for name in sheets}
        for name, rows in sheets.items():
            for number, row in enumerate(rows):
                made[name].write_row(number, 0, row)
        also(written, made)
    return out.getvalue()


def said(file: MarksFile) -> list[str]:
    """The findings in words, with their places."""
    wording = Wording("en", {})
    return [wording.finding(place, problem) for place, problem in file.findings]


def short(file: MarksFile) -> list[tuple[str, str, str]]:
    return [(row.entry, row.judge, row.mark) for row in file.rows()]


LONG = ("作品", "评委", "分数")


def test_a_sheet_for_each_judge_is_read_whole_with_the_sheets_name_as_judge() -> None:
    head = ("作品", "分数")
    data = book({
        "张一": (head, ("甲", 90), ("乙", 80)),
        "李二": (head, ("甲", 70), ("乙", 95)),
        "王三": (head, ("甲", 72), ("乙", 96)),
        "汇总": (head, ("甲", 1), ("乙", 2)),
    })  # fmt: skip
    file = read_table(data, rule())
    assert short(file) == [
        ("甲", "张一", "90"), ("乙", "张一", "80"), ("甲", "李二", "70"), ("乙", "李二", "95"), ("甲", "王三", "72"),
        ("乙", "王三", "96"),
    ]  # fmt: skip
    assert said(file) == [
        "汇总: The sheet “汇总” was not read: it has no heading of marks or sums up others. Rows in it: 3.",
        "3 sheets were read as one table of marks: 张一、李二、王三.",
    ]
    table, faults = read_marks(file.rows(), rule())
    assert (faults, tally(rule(), table).ranks()) == ((), {"乙": 1, "甲": 2})


@pytest.mark.parametrize("names", [("Sheet1", "Sheet2"), ("工作表1", "李二"), ("张一",)])
def test_sheets_that_name_no_judge_are_refused_by_name(names: tuple[str, ...]) -> None:
    with pytest.raises(Unreadable) as caught:
        read_table(book(dict.fromkeys(names, (("作品", "分数"), ("甲", 90)))), rule())
    assert (caught.value.problem.code, dict(caught.value.problem.fields)["sheets"]) == (
        "marks-no-judge",
        "、".join(names),
    )


def test_all_sheets_with_a_column_of_judges_are_read_and_one_without_is_named() -> None:
    data = book({
        "上午": (LONG, ("甲", "A", 90)),
        "下午": (LONG, ("乙", "A", 80)),
        "得分表": (("作品", "得分"), ("甲", 90), ("乙", 80)),
        "草稿": (("随便",),),
    })  # fmt: skip
    file = read_table(data, rule())
    assert [(row.place, row.entry) for row in file.rows()] == [("上午!2", "甲"), ("下午!2", "乙")]
    assert [(place.sheet, problem.code) for place, problem in file.findings] == [
        ("得分表", "marks-sheet-unread"),
        ("草稿", "marks-sheet-unread"),
        ("", "marks-sheets"),
    ]


def test_a_sheet_named_like_a_stage_or_a_criterion_of_the_rule_is_its_marks() -> None:
    staged = rule(
        '[[stage]]\nid = "s1"\nname = "初评"\nweight = 1\n[[stage]]\nid = "s2"\nname = "终评"\nweight = 1\n', ONE
    )
    data = book({"初评": (LONG, ("甲", "A", 90)), "终 评": (LONG, ("甲", "A", 80))})
    assert [row.stage for row in read_table(data, staged).rows()] == ["s1", "s2"]
    data = book({"content": (LONG, ("甲", "A", 50)), "voice": (LONG, ("甲", "A", 8))})
    assert [row.criterion for row in read_table(data, rule("", TWO)).rows()] == ["content", "voice"]


def test_a_column_for_each_judge_is_read() -> None:
    data = csv_text("甲,90,,90.0", "乙,80,回避,85", head="作品,张一,李二,平均分")
    file = read_table(data.encode(), rule())
    assert short(file) == [("甲", "张一", "90"), ("甲", "李二", ""), ("乙", "张一", "80"), ("乙", "李二", "回避")]
    assert said(file) == [
        "row 1: Column D (“平均分”) was not read; it has 2 filled cells.",
        "row 1: Each of 2 columns was read as a judge: 张一、李二.",
    ]


@pytest.mark.parametrize("heading", ["编码", "", "第3列"])
def test_a_column_of_numbers_that_may_be_a_judge_is_refused(heading: str) -> None:
    file = read_table(csv_text("甲,90,91,92", head=f"作品,评委1,评委2,{heading}").encode(), rule())
    assert (file.faulty, [problem.code for _, problem in file.findings]) == (
        True,
        ["marks-column-unsure", "marks-wide"],
    )


def test_judges_that_the_rule_lists_are_found_whatever_they_are_called() -> None:
    of = rule('[panel]\njudges = ["组长", "2号"]\n')
    file = read_table(csv_text("甲,90,91,45", head="作品,组 长,2号,年龄").encode(), of)
    assert short(file) == [("甲", "组长", "90"), ("甲", "2号", "91")]
    assert not file.faulty


def test_a_column_for_each_criterion_is_read_with_and_without_a_column_of_judges() -> None:
    of = rule("", TWO)
    file = read_table(csv_text("甲,A,50,8", "甲,B,,9", head="作品,评委,content,voice").encode(), of)
    assert [row[1:5] for row in file.rows()] == [
        ("甲", "A", "content", "50"), ("甲", "A", "voice", "8"), ("甲", "B", "voice", "9"),
    ]  # fmt: skip
    head = ("作品", "content", "voice")
    file = read_table(book({"张一": (head, ("甲", 50, 8)), "李二": (head, ("甲", 40, 9))}), of)
    assert [row[2:5] for row in file.rows()] == [
        ("张一", "content", "50"), ("张一", "voice", "8"), ("李二", "content", "40"), ("李二", "voice", "9"),
    ]  # fmt: skip


def test_a_column_of_points_that_the_rule_names_counts_once_for_an_entry_and_a_difference_is_a_fault() -> None:
    of = rule('[[points]]\nid = "extra"\nname = "加分"\nkind = "add"\n')
    file = read_table(csv_text("甲,A,90,2", "甲,B,80,2", "甲,C,70,", head="作品,评委,分数,加分").encode(), of)
    table, faults = read_marks(file.rows(), of)
    assert (faults, str(table.entries["甲"].points["extra"])) == ((), "2")
    file = read_table(csv_text("甲,A,90,2", "甲,B,80,3", head="作品,评委,分数,加分").encode(), of)
    assert [(fault.place, fault.code) for fault in read_marks(file.rows(), of)[1]] == [("3", "row-twice")]


def test_a_second_table_below_the_first_is_read_by_its_own_headings() -> None:
    data = csv_text("甲,A,90", ",,", "评委,分数,作品", "B,80,甲", head="作品,评委,分数")
    file = read_table(data.encode(), rule())
    assert [row[0:3] + row[4:5] for row in file.rows()] == [("2", "甲", "A", "90"), ("5", "甲", "B", "80")]


@pytest.mark.parametrize("heading", ["作品,评委,分数,,作品,评委,分数", "作品,评委,分数,得分"])
def test_two_columns_of_one_meaning_are_refused(heading: str) -> None:
    file = read_table(csv_text("甲,A,90,,乙,A,80", head=heading).encode(), rule())
    assert "marks-column-twice" in [problem.code for _, problem in file.findings if problem.severity == "error"]


def test_a_second_column_for_the_entry_is_named() -> None:
    file = read_table(csv_text("7,甲,A,90", head="编号,作品名称,评委,分数").encode(), rule())
    assert (short(file), [p.code for _, p in file.findings]) == ([("7", "A", "90")], ["marks-column-second"])


def test_an_unknown_filled_column_is_named_with_its_count() -> None:
    file = read_table(csv_text("甲,A,90,好", "甲,B,80,", head="作品,评委,分数,批示").encode(), rule())
    assert said(file) == ["row 1: Column D (“批示”) was not read; it has 1 filled cells."]


def test_an_entry_merged_over_its_judges_is_that_of_all_of_them_and_a_merged_mark_is_refused() -> None:
    rows: Cells = (LONG, ("甲", "A", 90), ("", "B", 80), ("乙", "A", 70))
    file = read_table(book({"打分": rows}, lambda _, made: made["打分"].merge_range(1, 0, 2, 0, "甲")), rule())
    assert short(file) == [("甲", "A", "90"), ("甲", "B", "80"), ("乙", "A", "70")]
    file = read_table(book({"打分": rows}, lambda _, made: made["打分"].merge_range(1, 2, 2, 2, 90)), rule())
    assert [(place.row, p.code, p.severity) for place, p in file.findings] == [(2, "marks-merged", "error")]


def test_what_is_hidden_filtered_or_struck_is_read_and_named() -> None:
    def also(written: Any, made: dict[str, Any]) -> None:
        made["打分"].set_row(2, None, None, {"hidden": True})
        made["打分"].write(3, 2, 70, written.add_format({"font_strikeout": True}))
        made["旧"].hide()

    data = book({"打分": (LONG, ("甲", "A", 90), ("甲", "B", 80), ("甲", "C", 70)), "旧": (LONG, ("乙", "A", 1))}, also)
    file = read_table(data, rule())
    assert short(file) == [("甲", "A", "90"), ("甲", "B", "80"), ("甲", "C", "70"), ("乙", "A", "1")]
    assert said(file) == [
        "打分: 1 rows are hidden and were read: rows 3.",
        "打分, row 4: Cell C4 has text that is struck through; it was read all the same.",
        "旧: The sheet “旧” is hidden and was read.",
        "2 sheets were read as one table of marks: 打分、旧.",
    ]


def test_a_mark_that_the_sheet_shows_otherwise_than_it_holds_is_named() -> None:
    def also(written: Any, made: dict[str, Any]) -> None:
        for row, (value, code) in enumerate([(85.6, "0"), (0.95, "0%"), (12000, "#,##0"), (90, '0"分"')], start=1):
            made["打分"].write(row, 2, value, written.add_format({"num_format": code}))

    file = read_table(book({"打分": (LONG, *(("甲", j, 0) for j in "ABCD"))}, also), rule())
    assert short(file) == [("甲", "A", "85.6"), ("甲", "B", "95%"), ("甲", "C", "12,000"), ("甲", "D", "90分")]
    assert said(file) == ["打分, row 2: Cell C2 shows “86” and holds 85.6; what it holds was read."]
    faults = read_marks(file.rows(), rule())[1]
    assert [(fault.place, fault.code) for fault in faults] == [
        ("3", "row-mark-not-number"), ("4", "row-mark-out-of-range"),
    ]  # fmt: skip


def test_an_error_cell_or_a_formula_without_a_result_is_refused_in_any_column_that_counts() -> None:
    def also(_: Any, made: dict[str, Any]) -> None:
        made["打分"].write_formula(1, 0, "=NA()", None, "#N/A")

    file = read_table(book({"打分": (LONG, ("甲", "A", 90))}, also), rule())
    assert (file.faulty, [p.code for _, p in file.findings]) == (True, ["cell-error"])
    out, written = io.BytesIO(), openpyxl.Workbook()
    for row in (LONG, ("甲", "A", "=90+1")):
        written.active.append(row)
    written.save(out)
    file = read_table(out.getvalue(), rule())
    assert (file.faulty, [p.code for _, p in file.findings]) == (True, ["cell-no-value"])


def test_a_title_a_note_and_a_remark_of_numbers_do_not_hide_the_heading() -> None:
    data = xlsx(("评分表",), ("2026 年", 3), LONG, ("甲", "A", 90))
    assert list(read_table(data, rule()).rows()) == [Row("4", "甲", "A", "", "90")]


SPELLED = [("张 一", "张一"), ("张\u200b一", "张一"), ("Ａ组长", "A组长"), ("张　一", "张一")]


@pytest.mark.parametrize(("first", "second"), SPELLED)
def test_names_that_differ_in_what_nobody_sees_are_one_name_and_it_is_said(first: str, second: str) -> None:
    of: TallyRule = rule()
    rows = [Row("2", "甲", first, "", "90"), Row("3", "乙", second, "", "80"), Row("4", "丙", "李二", "", "70")]
    table, faults = read_marks(rows, of)
    assert faults == ()
    assert table.panels == {("", ""): (first, "李二")}
    assert [(one.place, dict(one.fields)) for one in table.spellings] == [("3", {"name": first, "spelled": second})]
    assert len(read_marks([*rows, Row("5", "甲", second, "", "85")], of)[1]) == 1


def test_a_refused_mark_names_its_entry_its_judge_its_row_and_its_sheet() -> None:
    data = book({"上午": (LONG, ("甲", "张一", 90)), "下午": (LONG, ("乙", "张一", "一百"))})
    (fault,) = read_marks(read_table(data, rule()).rows(), rule())[1]
    assert Wording("zh", {}).fault(fault).startswith("下午 第 2 行，作品“乙”，评委“张一”：")


WIDE = "作品,张一,李二,王三"


@pytest.mark.parametrize(
    "name", ["平均分", "合计：", " 总计", "Average", "total", "去掉最高分", "去掉一个最低分后平均"]
)
def test_a_row_that_sums_up_others_is_no_entry_and_is_named(name: str) -> None:
    for file in (
        read_table(csv_text("甲,90,91,92", f"{name},90,91,92", head=WIDE).encode(), rule()),
        read_table(csv_text("甲,张一,90", f"{name},张一,90", head="作品,评委,分数").encode(), rule()),
    ):
        assert {row.entry for row in file.rows()} == {"甲"}
        assert [
            (str(place), problem.code) for place, problem in file.findings if problem.code == "marks-row-unread"
        ] == [("3", "marks-row-unread")]


def test_an_entry_whose_name_only_begins_like_a_sum_is_an_entry() -> None:
    file = read_table(csv_text("平均律,90,91,92", "总计划,80,81,82", head=WIDE).encode(), rule())
    assert {row.entry for row in file.rows()} == {"平均律", "总计划"}


def test_a_judge_whose_column_holds_a_word_among_the_marks_is_not_left_out() -> None:
    file = read_table(csv_text("甲,90,91,92", "乙,未到场,81,82", "丙,70,71,72", head=WIDE).encode(), rule())
    assert ("甲", "张一", "90") in short(file)
    assert [(fault.place, fault.code) for fault in read_marks(file.rows(), rule())[1]] == [("3", "row-mark-not-number")]


def test_names_of_judges_with_a_blank_between_their_signs_are_columns_of_judges() -> None:
    file = read_table(csv_text("甲,90,91,92", head="作品,张　一,李 二,王小三").encode(), rule())
    assert short(file) == [("甲", "张 一", "90"), ("甲", "李 二", "91"), ("甲", "王小三", "92")]


def test_two_tables_side_by_side_whose_rows_are_of_different_entries_are_refused() -> None:
    head = "作品,张一,李二,,作品,王三,赵四"
    same = read_table(csv_text("甲,90,91,,甲,92,93", "乙,80,81,,乙,82,83", head=head).encode(), rule())
    assert (same.faulty, len(short(same))) == (False, 8)
    other = read_table(csv_text("甲,90,91,,乙,92,93", "乙,80,81,,甲,82,83", head=head).encode(), rule())
    assert [problem.code for _, problem in other.findings if problem.severity == "error"] == ["marks-column-twice"]


def test_a_sheet_that_sums_up_beside_the_sheets_of_judges_is_left_out_though_it_has_columns_of_judges() -> None:
    head = ("作品", "分数")
    sheets = {"张一": (head, ("甲", 90)), "李二": (head, ("甲", 70)), "总表": (("作品", "张一", "李二"), ("甲", 1, 2))}
    file = read_table(book(sheets), rule())
    assert short(file) == [("甲", "张一", "90"), ("甲", "李二", "70")]
    assert "marks-sheet-unread" in [problem.code for _, problem in file.findings]


@pytest.mark.parametrize("heading", ["1号评委", "评委1号", "第一评委", "评委打分1", "评委一评分"])
def test_a_judge_is_known_by_the_number_of_a_seat_however_it_is_written(heading: str) -> None:
    file = read_table(csv_text("甲,90,91", head=f"参赛选手,{heading},评委2").encode(), rule())
    assert short(file) == [("甲", heading, "90"), ("甲", "评委2", "91")]


def test_a_heading_of_two_rows_is_read_as_one() -> None:
    rows = (("选手", "评委打分", "", "最后得分"), ("", "1号", "2号", ""), ("甲", 90, 91, 90.5))
    file = read_table(book({"表": rows}, lambda _, made: made["表"].merge_range("B1:C1", "评委打分")), rule())
    assert short(file) == [("甲", "评委打分1号", "90"), ("甲", "评委打分2号", "91")]


def test_a_row_below_the_heading_is_no_part_of_it_however_it_is_merged() -> None:
    rows = (("选手", "评委1", "评委2", "备注"), ("甲", 90, "", "x"), ("", 80, 81, ""))
    file = read_table(book({"表": rows}, lambda _, made: made["表"].merge_range("B2:C2", 90)), rule())
    assert ("甲", "评委1", "90") in short(file)
    assert [problem.code for _, problem in file.findings if problem.severity == "error"] == ["marks-merged"]


def test_a_team_is_the_entry_where_no_other_is_and_else_says_whose_it_is() -> None:
    assert short(read_table(csv_text("一队,90,91", head="代表队,评委1,评委2").encode(), rule()))[0][0] == "一队"
    file = read_table(csv_text("一队,甲,90,91", head="代表队,选手,评委1,评委2").encode(), rule())
    assert short(file)[0][0] == "甲"
    assert "marks-column-unread" in [problem.code for _, problem in file.findings]


def test_a_title_between_two_tables_and_a_line_to_sign_are_no_entries_and_are_named() -> None:
    head = ("选手", "评委1", "评委2")
    rows = (head, ("甲", 90, 91), ("",), ("下午场",), head, ("乙", 80, 81), ("评委签名：",))
    file = read_table(book({"表": rows}), rule())
    assert {row.entry for row in file.rows()} == {"甲", "乙"}
    unread = [str(place) for place, problem in file.findings if problem.code == "marks-row-unread"]
    assert sorted(unread) == ["表!4", "表!7"]


@pytest.mark.parametrize("title", ["监督：一次夜访", "说明：我们的校园", "注：无", "记分：1976", "评委签字：那一天"])
def test_an_entry_with_marks_is_an_entry_though_its_title_begins_like_the_foot_of_a_list(title: str) -> None:
    file = read_table(
        csv_text(f"{title},90,91", "审核：,张一,", "合计：1 件,90,91", head="作品,评委1,评委2").encode(), rule()
    )
    assert short(file) == [(title, "评委1", "90"), (title, "评委2", "91")]
    assert [place.row for place, problem in file.findings if problem.code == "marks-row-unread"] == [3, 4]


def test_an_entry_without_marks_before_a_heading_that_is_repeated_is_an_entry() -> None:
    head = ("选手", "评委1", "评委2")
    file = read_table(book({"表": (head, ("甲", 90, 91), ("丙",), head, ("乙", 80, 81))}), rule())
    assert {row.entry for row in file.rows()} == {"甲", "丙", "乙"}


def test_marks_without_a_heading_are_refused_with_the_row_that_looks_most_like_one() -> None:
    with pytest.raises(Unreadable) as refused:
        read_table("裁定,张一,李二\n甲,90,91\n".encode(), rule())
    assert dict(refused.value.problem.fields)["seen"] == "裁定、张一、李二"
