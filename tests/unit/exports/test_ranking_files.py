"""The ranking as Excel and CSV: the same ranks as on the screens, and safe to open."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from functools import partial

import pytest
import python_calamine

from scoreboard.exports.ranking import ranking_table
from scoreboard.exports.tables import Table, Worksheet, csv_bytes, xlsx
from scoreboard.i18n import request as i18n
from scoring.engine.quiz.check_code import check_code
from scoring.engine.quiz.commands_manage import AdjustPoints, LockResult, UnlockResult
from scoring.engine.quiz.commands_play import EndRound, ShowScene
from scoring.engine.quiz.commands_team import WithdrawTeam
from scoring.engine.quiz.match import standings
from scoring.engine.quiz.rule_sheet import Points, Round
from scoring.engine.stages import Award, Stage
from tests.unit.engine.quiz.play import D, sheet
from tests.unit.engine.quiz.play import Table as Match


@pytest.fixture
def match() -> Match:
    """Three teams, one right answer each for 甲 and 丙, 2.5 points by hand for 丙, locked."""
    rules = sheet(
        Round("t", "team", "共同必答", 1, Points(D(10), D(-10))), awards=(Award("一等奖", 1), Award("优胜奖", 0))
    )
    match = Match(rules)
    match.begin("t")
    for verdict in ("right", "wrong", "right"):
        match.present()
        match.answer(verdict)
    match.give(AdjustPoints("C", D("2.5")), reason="支持分")
    match.give(EndRound())
    match.give(LockResult())
    return match


def table_of(match: Match) -> Table:
    return ranking_table(match.state, partial(i18n.say, "zh"))


def test_the_table_has_rank_round_points_award_and_reason(match: Match) -> None:
    table = table_of(match)
    assert table.head == (
        "名次",
        "并列",
        "代表队",
        "单位",
        "台号",
        "共同必答",
        "其他加减分",
        "总分",
        "奖项",
        "名次依据",
    )
    assert table.rows[0] == (
        1,
        "",
        "C队",
        "",
        3,
        D(10),
        D("2.5"),
        D("112.5"),
        "一等奖",
        "112.5分，高于下一名110分",
    )
    assert [row[2] for row in table.rows] == [match.state.team(p.id).name for p in standings(match.state)]
    assert "最终成绩" in table.note


def test_base_score_and_columns_add_up_to_the_total_also_with_a_carried_score_and_at_the_floor() -> None:
    match = Match(sheet(Round("t", "team", "共同必答", 1, Points(D(10), D(-120))), floor=D(0)))
    teams = tuple(replace(team, carried=D("2.5")) if team.id == "A" else team for team in match.state.teams)
    match.state = replace(match.state, teams=teams)
    match.begin("t")
    for verdict in ("right", "wrong", "right"):
        match.present()
        match.answer(verdict)
    table = table_of(match)
    assert table.head[5:10] == ("上阶段带入分", "共同必答", "其他加减分", "保底补分", "总分")
    assert {row[2]: row[5:10] for row in table.rows} == {
        "A队": (D("2.5"), D(10), D(0), D(0), D("112.5")),
        "B队": (D(0), D(-120), D(0), D(20), D(0)),
        "C队": (D(0), D(10), D(0), D(0), D(110)),
    }
    assert all(100 + sum(row[5:9]) == row[9] for row in table.rows)  # type: ignore[arg-type]


def test_a_team_that_is_not_ranked_stands_at_the_end_with_its_points_and_why(match: Match) -> None:
    match.give(UnlockResult(), reason="申诉成立")
    match.give(WithdrawTeam("A", "disqualified"), reason="仲裁裁定")
    match.give(LockResult())
    rows = table_of(match).rows
    assert [(row[0], row[2], row[-3], row[-2]) for row in rows] == [
        (1, "C队", D("112.5"), "一等奖"),
        (2, "B队", D(90), "优胜奖"),
        ("", "A队", D(110), ""),
    ]
    assert rows[-1][-1] == "取消资格，不列名次"


@pytest.mark.parametrize(("stage", "award"), [("初赛", ""), ("决赛", "一等奖"), ("", "一等奖")])
def test_only_the_last_stage_of_a_competition_gives_awards(stage: str, award: str) -> None:
    rules = sheet(
        Round("t", "team", "共同必答", 1, Points(D(10), D(-10))),
        awards=(Award("一等奖", 1), Award("优胜奖", 0)),
        stages=(Stage("初赛", groups=2, advance=1), Stage("决赛")),
    )
    match = Match(rules, stage=stage)
    match.begin("t")
    for verdict in ("right", "wrong", "right"):
        match.present()
        match.answer(verdict)
    match.give(AdjustPoints("C", D("2.5")), reason="支持分")
    match.give(EndRound())
    match.give(LockResult())
    assert table_of(match).rows[0][-2] == award


def test_an_unlocked_result_says_so_and_names_no_award(match: Match) -> None:
    match.give(UnlockResult(), reason="申诉")
    table = table_of(match)
    assert "尚未锁定" in table.note
    assert {row[8] for row in table.rows} == {""}


def test_csv_begins_with_a_byte_order_mark_and_reads_back(match: Match) -> None:
    data = csv_bytes(table_of(match))
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[1][:3] == ["1", "", "C队"]
    assert rows[1][7] == "112.5"


def test_the_workbook_holds_the_same_rows(match: Match) -> None:
    data = xlsx(Worksheet("", table_of(match)))
    sheet_rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert sheet_rows[0][0] == "测试场"
    assert sheet_rows[3] == ["名次", "代表队", "台号", "共同必答", "其他加减分", "总分", "奖项", "名次依据"]
    assert sheet_rows[4][:2] == [1.0, "C队"]
    assert sheet_rows[4][5] == 112.5


def test_a_locked_result_carries_its_check_code_in_both_files(match: Match) -> None:
    code = check_code(match.entries[-1].hash)
    data = xlsx(Worksheet("", table_of(match)))
    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert rows[2][0] == f"核对码 {code}"
    lines = list(csv.reader(io.StringIO(csv_bytes(table_of(match)).decode("utf-8-sig"), newline="")))
    assert [line[-1] for line in lines] == ["核对码", code, code, code]
    match.give(UnlockResult(), reason="申诉")
    assert table_of(match).stamp is None
    assert "核对码" not in csv_bytes(table_of(match)).decode("utf-8-sig")


def test_what_is_shown_after_the_lock_moves_nothing_on_the_table(match: Match) -> None:
    before = table_of(match).note
    assert f"依据台账第 1 至 {match.state.seq} 条" in before
    for scene in ("scores", "black", "ranking"):
        match.give(ShowScene(scene))  # type: ignore[arg-type]
    assert table_of(match).note == before
    match.give(UnlockResult(), reason="更正")
    assert f"依据台账第 1 至 {match.state.seq} 条" in table_of(match).note
