"""The papers of one match say what was decided, and nothing that was not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from scoreboard.exports.papers import layout
from scoreboard.exports.papers.blocks import Grid, Heading, Paper, Signature, SignBoxes, Text
from scoreboard.exports.papers.drawing import docx_of
from scoreboard.exports.papers.grids import grid
from scoreboard.exports.papers.match_forms import draw_sheet, sign_in_sheet
from scoreboard.exports.papers.match_given import MatchGiven, PaperPerson
from scoreboard.exports.papers.match_result import announcement_paper, match_winners_paper, result_paper
from scoreboard.exports.papers.match_script import match_script
from scoreboard.exports.tables import Table
from scoring.engine.errors import LeitaiError
from tests.unit.exports.papers import reading
from tests.unit.exports.papers.match_samples import HEAD, LONG, match_given


def grid_of(paper: Paper) -> Grid:
    return next(block for block in paper.blocks if isinstance(block, Grid))


def texts(paper: Paper) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Text)]


def column(grid: Grid, head: str) -> list[str]:
    return [row[grid.head.index(head)].text for row in grid.rows]


def test_the_signed_result_has_no_empty_column_and_a_tie_stands_beside_its_rank() -> None:
    grid = grid_of(result_paper(match_given()))
    assert grid.head == ("名次", "代表队", "单位", "台号", "必答", "抢答", "风险题", "总分", "奖项")
    assert column(grid, "名次")[:4] == ["1", "2（并列）", "2（并列）", "4"]


def test_the_points_of_one_round_are_left_out_where_they_are_the_total() -> None:
    given = match_given()
    assert given.result is not None
    rows = [(*row[:5], row[9], *row[8:]) for row in given.result.table.rows]
    table = Table.of("决赛", (*HEAD[:5], "演讲", *HEAD[8:]), rows, note="")
    grid = grid_of(result_paper(replace(given, result=replace(given.result, table=table))))
    assert grid.head == ("名次", "代表队", "单位", "台号", "总分", "奖项")


def test_numbers_of_a_column_have_the_same_decimals_and_end_at_one_place() -> None:
    grid = grid_of(result_paper(match_given()))
    assert column(grid, "总分")[:3] == ["187.5", "160.0", "160.0"]
    assert column(grid, "必答")[:3] == ["60", "60", "60"]
    assert [grid.head[at] for at in grid.numbers] == ["必答", "抢答", "风险题", "总分"]
    table = reading.body(docx_of(result_paper(match_given()))).find(f".//{reading.W}tbl")
    ends = {
        (place, cell.find(f".//{reading.W}ind").get(f"{reading.W}right"))
        for row in table.findall(f"{reading.W}tr")[1:]
        for place, cell in enumerate(row.findall(f"{reading.W}tc"))
        if place in grid.numbers
    }
    assert len(ends) == len(grid.numbers)


def test_the_best_players_stand_below_the_result_a_tie_beside_its_rank() -> None:
    given = match_given(best=True)
    _, players = (block for block in result_paper(given).blocks if isinstance(block, Grid))
    assert players.head == ("名次", "选手", "代表队", "个人得分", "答对", "答错", "奖项")
    assert [tuple(cell.text for cell in row) for row in players.rows] == [
        ("1", "张1一", "第1代表队", "32.5", "3", "0", "最佳选手"),
        ("2（并列）", "王䶮", LONG, "20.0", "2", "1", ""),
        ("2（并列）", "张3一", "䶮𬘭学习队", "20.0", "2", "0", ""),
        ("4", "张4二", "第4代表队", "-10.0", "0", "1", ""),
    ]
    assert players.numbers == (3,)


def test_who_has_the_prize_for_players_is_announced_and_stands_in_the_list_of_winners() -> None:
    given = match_given(best=True)
    assert "最佳选手：张1一（第1代表队）。" in texts(announcement_paper(given))
    listed = match_winners_paper(given)
    assert [block.text for block in listed.blocks if isinstance(block, Heading)][-1] == "四、最佳选手（1）"
    grid = [block for block in listed.blocks if isinstance(block, Grid)][-1]
    assert [tuple(cell.text for cell in row) for row in grid.rows] == [("1", "张1一", "第1代表队")]


def test_what_put_a_team_above_the_next_is_told_under_the_table() -> None:
    assert "第4代表队：得分相同，抢答得分较高。" in texts(result_paper(match_given()))


def test_the_result_is_signed_by_the_chief_judge_as_the_rules_call_him() -> None:
    made = result_paper(replace(match_given(), chief="总裁判"))
    assert [block.labels for block in made.blocks if isinstance(block, SignBoxes)] == [("记分员", "监督员", "总裁判")]


def test_announcement_and_list_of_winners_are_signed_by_who_holds_the_competition() -> None:
    for made in (announcement_paper(match_given()), match_winners_paper(match_given())):
        assert [block.by for block in made.blocks if isinstance(block, Signature)] == [("某市竞赛组织委员会",)]
    assert "一等奖：第1代表队。" in texts(announcement_paper(match_given()))


@pytest.mark.parametrize("build", [announcement_paper, match_winners_paper])
def test_nothing_is_announced_of_a_result_that_can_still_change(build: object) -> None:
    given = match_given()
    assert given.result is not None
    with pytest.raises(LeitaiError) as refused:
        build(replace(given, result=replace(given.result, locked=False)))  # type: ignore[operator]
    assert refused.value.code == "paper-before-lock"


def test_a_match_that_is_not_opened_has_no_result_to_sign() -> None:
    with pytest.raises(LeitaiError) as refused:
        result_paper(match_given(locked=False))
    assert refused.value.code == "paper-before-opening"


def test_the_script_leads_through_every_round_with_its_rule_and_leaves_blanks_for_who_wins() -> None:
    given = match_given(locked=False)
    said = texts(match_script(given))
    for rule in given.sheet.rounds:
        assert any(rule.name in line and line.startswith("下面进行") for line in said)
    assert sum(line.startswith("规则是：") for line in said) == len(given.sheet.rounds)
    assert "获得一等奖的是：________________。" in said
    assert "评委：陈某（某市委党校）、2号评委。" in said


def test_after_the_lock_the_script_names_the_winners_from_the_last_award_to_the_first() -> None:
    said = [line for line in texts(match_script(match_given())) if line.startswith("获得") and "代表队" in line]
    assert said[0].startswith("获得三等奖的是：第6代表队、")
    assert said[-1] == "获得一等奖的是：第1代表队。"


def test_everybody_of_a_team_signs_in_and_an_unnamed_seat_has_room_for_a_name() -> None:
    made = sign_in_sheet(replace(match_given(1), host=PaperPerson("主持人")))
    teams, officials = (block for block in made.blocks if isinstance(block, Grid))
    assert column(teams, "身份") == ["领队", "队员", "队员", "队员", "替补"]
    assert column(officials, "姓名") == ["", "陈某", "2号评委", ""]


def test_the_draw_says_whether_the_program_drew() -> None:
    assert texts(draw_sheet(match_given()))[0].startswith("台号由系统抽签产生")
    assert texts(draw_sheet(replace(match_given(), drawn=False)))[0].startswith("台号由各队现场抽签")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_paper_of_a_match_becomes_a_word_document(lang: str) -> None:
    given = match_given(3, lang)  # type: ignore[arg-type]
    for build in (result_paper, announcement_paper, match_winners_paper, match_script, sign_in_sheet, draw_sheet):
        assert "match_papers." not in "".join(reading.lines(docx_of(build(given))))


def test_a_number_stands_close_to_its_chinese_measure_word_and_apart_from_an_english_one() -> None:
    given = match_given()
    assert given.printed("第 1 至 3 名，限 20 秒，扣 −10 分，A 队 90% 答对") == "第1至3名，限20秒，扣−10分，A 队90%答对"
    assert replace(given, lang="en").printed("within 20 秒") == "within 20 秒"


@pytest.mark.parametrize("build", [announcement_paper, match_winners_paper])
def test_an_award_for_all_other_teams_is_not_called_vacant_where_there_are_none(
    build: Callable[[MatchGiven], Paper],
) -> None:
    given = match_given(6)
    awards = (("一等奖", 1), ("二等奖", 2), ("三等奖", 3), ("优胜奖", 0), ("特等奖", 1))
    said = str(build(replace(given, awards=awards)).blocks)
    assert "优胜奖" not in said
    assert "特等奖" in said
    assert "空缺" in said


@pytest.mark.parametrize("score", ["7", "297", "1024"])
def test_a_score_stands_on_one_line_in_a_font_of_wide_digits(score: str) -> None:
    given = match_given()
    assert given.result is not None
    rows = [(*row[:-3], Decimal(score), *row[-2:]) for row in given.result.table.rows]
    result = replace(given.result, table=Table.of("总决赛", HEAD, rows))
    block = grid_of(announcement_paper(replace(given, result=result)))
    made = grid(block, layout.UPRIGHT.text_width)
    cell = made.xpath(".//w:tr[2]/w:tc")[block.head.index("总分")]
    room = int(cell.xpath(".//w:tcW/@w:w")[0]) - 2 * int(made.xpath(".//w:tblCellMar/w:left/@w:w")[0])
    room -= int(cell.xpath(".//w:ind/@w:right")[0])
    wide = 0.64  # of the size: the digits of DejaVu Serif, where Times New Roman is not there
    assert len(score) * wide * (block.size or layout.TABLE_PT) * 20 <= room
