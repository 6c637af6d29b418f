"""Ballot papers and the sheet on which they are counted, for a committee that votes on paper."""

from __future__ import annotations

from dataclasses import replace

from scoreboard.exports.papers.ballots import ballot_papers, tally_sheet
from scoreboard.exports.papers.blocks import FormGrid, Grid, SignBoxes, Text, joined
from scoreboard.exports.papers.drawing import docx_of
from scoreboard.exports.papers.grids import height_of
from scoreboard.exports.papers.layout import TABLE_PT, UPRIGHT
from scoreboard.exports.papers.lists import Winner
from tests.unit.exports.papers import reading
from tests.unit.exports.papers.samples import VOTE


def test_each_ballot_has_its_number_the_candidates_and_how_many_may_be_agreed_to() -> None:
    papers = ballot_papers(VOTE, 12)
    heads = [block.rows[1].text for paper in papers for block in paper.blocks if isinstance(block, FormGrid)]
    assert heads == [f"{no:03}" for no in range(1, 13)]
    grid = next(block for block in papers[0].blocks if isinstance(block, Grid))
    assert grid.head == ("序号", "参评对象", "赞成", "反对", "弃权")
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["1", "张䶮（甲单位）", "", "", ""],
        ["2", "李四（乙单位）", "", "", ""],
    ]
    texts = [block.text for block in papers[0].blocks if isinstance(block, Text)]
    assert texts[1] == "赞成的不超过10个，等于或少于规定数的有效，超过的整张选票无效。"


def test_the_sheet_for_counting_has_ballots_votes_and_places_for_teller_and_counter_to_sign() -> None:
    sheet = tally_sheet(VOTE)
    counted = next(block for block in sheet.blocks if isinstance(block, FormGrid))
    assert [row.label for row in counted.rows] == [
        "评选活动", "应到人数", "实到人数", "发出选票", "收回选票", "有效选票", "无效选票",
    ]  # fmt: skip
    signing = next(block for block in sheet.blocks if isinstance(block, SignBoxes))
    assert signing.labels == ("监票人", "计票人", "主持人")


def test_ten_candidates_stand_on_the_one_page_of_the_sheet_that_is_signed() -> None:
    ten = replace(VOTE, candidates=tuple(Winner(f"张{no}", "某某市某某街道办事处机关党委") for no in range(10)))
    for paper, room in ((tally_sheet(ten), 228), (ballot_papers(ten, 1)[0], 350)):
        grid = next(block for block in paper.blocks if isinstance(block, Grid))
        assert height_of(grid, UPRIGHT.text_width) <= room
    few = next(block for block in tally_sheet(VOTE).blocks if isinstance(block, Grid))
    many = replace(VOTE, candidates=ten.candidates * 3)
    whole = next(block for block in tally_sheet(many).blocks if isinstance(block, Grid))
    assert (few.size, whole.size) == (TABLE_PT, 0)


def test_ballots_are_one_document_a_page_each() -> None:
    lines = reading.lines(docx_of(joined(ballot_papers(VOTE, 3, "en"))))
    assert lines.count("十佳党员学习明星: ballot paper") == 3
