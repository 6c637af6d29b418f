"""Papers of many judges and of long names: no number is broken, no text is cut, no signature stands alone."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from scoreboard.exports.papers import layout
from scoreboard.exports.papers.blocks import FormBox, FormGrid, FormRow, Grid, Letterhead, Paper, SignBoxes
from scoreboard.exports.papers.commendation import commendation_paper
from scoreboard.exports.papers.drawing import docx_of
from scoreboard.exports.papers.lists import Nominee, collected_table, list_xlsx
from scoreboard.exports.papers.marks import JudgeTotal, MarkLine, MarkSummary, marks_paper, marks_table
from scoreboard.exports.papers.titles import ems, labelled
from scoreboard.exports.tables import SIGNED, Worksheet, xlsx
from tests.unit.exports.papers import reading, samples
from tests.unit.exports.papers.reading import W, attributes

LONG = "示范市创建学习型党组织活动领导小组办公室机关第一党支部读书学习小组（流动党员）"


def of_judges(count: int, name: str = "张一") -> MarkSummary:
    """An entry that ``count`` judges gave 94.46, which is the widest a total usually is."""
    totals = (JudgeTotal(Decimal("94.46")),) * count
    line = MarkLine(LONG, totals, Decimal("94.46"), 1, tied=True, because="第一名较多")
    return MarkSummary("十佳学习型党组织", (name,) * count, (line,))


def grids(paper: Paper) -> list[Grid]:
    return [block for block in paper.blocks if isinstance(block, Grid)]


@pytest.mark.parametrize(
    ("judges", "size", "parts"), [(3, 14, 1), (7, 10.5, 1), (15, 9, 1), (31, 9, 3)]
)  # fmt: skip
def test_every_mark_has_room_on_one_line_whatever_the_panel(judges: int, size: float, parts: int) -> None:
    found = grids(marks_paper(of_judges(judges)))
    assert ([one.size for one in found], len(found)) == ([size] * parts, parts)
    assert sum(len([text for text in one.head if text == "张一"]) for one in found) == judges
    assert [one.head[:2] for one in found] == [("序号", "参评对象")] * parts
    assert found[-1].head[-3:] == ("得分", "名次", "名次依据")
    for one in found:
        assert sum(one.widths) <= layout.TURNED.text_width
        for width, cell in zip(one.widths[2:-2], one.rows[0][2:-2], strict=True):
            assert ems(cell.text) * size * 20 <= width, cell


def test_a_word_of_a_heading_is_not_broken() -> None:
    line = MarkLine("Unit A", (JudgeTotal(Decimal(92)),) * 7, Decimal(92), 1)
    one = grids(marks_paper(replace(of_judges(7, "Judge A"), lines=(line,)), "en"))[0]
    room = (ems("Judge") * one.size + 8) * 20  # with the space beside it
    assert all(room <= width for width in one.widths[2:-2])


def test_a_column_of_reasons_in_which_nothing_stands_is_left_out() -> None:
    summary = replace(of_judges(5), lines=(replace(of_judges(5).lines[0], because=""),))
    assert grids(marks_paper(summary))[0].head[-2:] == ("得分", "名次")


def test_a_judge_who_is_called_judge_is_not_called_so_twice() -> None:
    assert marks_table(of_judges(2, "评委甲")).foot[:2] == ("评委甲", "评委甲")
    assert marks_table(of_judges(2)).foot[:2] == ("评委（张一）", "评委（张一）")


@pytest.mark.parametrize("count", [5, 18, 34])
def test_the_places_to_sign_stay_together_on_one_page(count: int) -> None:
    data = docx_of(Paper("评分汇总表", (SignBoxes(("评委",) * count, "年　月　日"),), landscape=True))
    rows = list(next(reading.body(data).iter(f"{W}tbl")).iter(f"{W}tr"))
    assert [bool(list(row.iter(f"{W}keepNext"))) for row in rows] == [True] * (len(rows) - 1) + [False]
    heights = sum(int(attributes(one)["val"]) for row in rows for one in row.iter(f"{W}trHeight"))
    assert heights <= layout.TURNED.height - layout.TURNED.top - layout.TURNED.bottom - 4 * layout.LINE


def test_a_label_is_broken_before_its_last_word() -> None:
    assert labelled("创学领导小组意见", 7.3) == ["创学领导小组", "意见"]
    assert labelled("评审委员会主任", 6.3) == ["评审委员会", "主任"]
    assert labelled("评审委员会意见", 7.3) == ["评审委员会意见"]
    form = FormGrid((FormRow("单位负责人", "张一", half=True),), (FormBox("创学领导小组意见", ()),))
    assert reading.lines(docx_of(Paper("推荐表", (form,)))) == ["单位负责人", "张一", "创学领导小组", "意见"]


def test_a_long_note_goes_on_below_and_makes_no_printed_table_smaller() -> None:
    left = "\n".join(f"评审主任回避第{no:04}号{LONG}，由副主任主持评审。" for no in (1, 2))
    for note, merged, height in (("加删除线的不计。", [], None), (left, ["A2:H2"], 4 * 18)):
        table = marks_table(replace(of_judges(3), note=note))
        sheet: Any = openpyxl.load_workbook(io.BytesIO(xlsx(Worksheet("", table, SIGNED)))).worksheets[0]
        assert sheet["A2"].value == note
        assert [str(one) for one in sheet.merged_cells.ranges] == merged
        assert sheet.row_dimensions[2].height == height


def test_sentences_in_a_form_stand_from_the_left_and_go_on_overleaf() -> None:
    rows = tuple(FormRow("回避", text) for text in ("无", "评审主任回避。\n副主任主持。"))
    for row, style, whole in zip(
        reading.body(docx_of(Paper("记录", (FormGrid(rows),)))).iter(f"{W}tr"),
        ("PaperCell", "PaperCellLeft"),
        (True, False),
        strict=True,
    ):
        told = list(row.iter(f"{W}tc"))[1]
        assert {attributes(one)["val"] for one in told.iter(f"{W}pStyle")} == {style}
        assert bool(list(row.iter(f"{W}cantSplit"))) == whole


def test_a_row_of_a_workbook_is_as_high_as_its_longest_text() -> None:
    table = collected_table("四评", "甲单位", [Nominee("明星", 1, "张一", LONG), Nominee("明星", 2, "李二", "乙单位")])
    sheet: Any = openpyxl.load_workbook(io.BytesIO(list_xlsx(table))).worksheets[0]
    assert [sheet.row_dimensions[row].height for row in (5, 6)] == [54, 18]
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.oddFooter.center.text == "— &P —"


def test_a_red_head_stands_on_one_line_over_the_number_and_the_red_line() -> None:
    for by, size in (("甲县县委", 40), ("中共甲县委员会创建学习型党组织活动领导小组", 19)):
        paper = commendation_paper(replace(samples.decision(), by=(by,), head=True))
        assert paper.blocks[0] == Letterhead(f"{by}文件", "甲发〔2012〕8号")
        head, _, number = list(reading.body(docx_of(paper)))[:3]
        (look,) = head.iter(f"{W}rPr")
        values = {node.tag.rpartition("}")[2]: attributes(node)["val"] for node in look}
        assert values == {"color": layout.RED, "sz": str(size * 2), "szCs": str(size * 2)}
        assert ems(f"{by}文件") * size <= layout.UPRIGHT.text_width / 20
        assert [attributes(one)["color"] for one in number.iter(f"{W}bottom")] == [layout.RED]


def test_a_rank_that_is_shared_has_its_line_and_a_note_takes_a_row_of_its_table_to_the_places_to_sign() -> None:
    many = of_judges(15)
    line = replace(many.lines[0], totals=(JudgeTotal(Decimal(85)),) * 15, rank=12)
    dropped = replace(line, totals=(JudgeTotal(Decimal(85), "dropped"), *line.totals[1:]))
    paper = marks_paper(replace(many, lines=(line,) * 11 + (dropped,)))
    one = grids(paper)[0]
    assert one.rows[0][-2].text == "12（并列）"
    assert ems("12（并列）") * one.size * 20 <= one.widths[-2]
    table = next(reading.body(docx_of(paper)).iter(f"{W}tbl"))
    assert [bool(list(row.iter(f"{W}keepNext"))) for row in table.iter(f"{W}tr")][-2:] == [False, True]
