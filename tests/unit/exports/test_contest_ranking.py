"""The result of a contest of performances: who has no score has none, which is not 0, and the paper says why."""

from __future__ import annotations

from dataclasses import replace

from scoreboard.exports.papers.blocks import Grid, Text
from scoreboard.exports.papers.match_given import MatchGiven, PaperResult
from scoreboard.exports.papers.match_result import announcement_paper, result_paper
from scoreboard.exports.ranking import ranking_table
from scoreboard.i18n.catalogue import saying
from scoreboard.i18n.titles import Titles
from scoring.engine.quiz.commands_manage import AdjustPoints, LockResult, VoidItem
from scoring.engine.quiz.commands_play import CloseItem, EndRound, JudgeAnswer, PresentItem
from scoring.engine.quiz.commands_team import WithdrawTeam
from tests.unit.engine.quiz.play import D
from tests.unit.engine.quiz.test_contest import Contest
from tests.unit.exports.papers.match_samples import match_given

SAY = saying("zh", Titles(contest=True))


def given_of(contest: Contest) -> MatchGiven:
    sheet, table = contest.state.rule_sheet, ranking_table(contest.state, SAY)
    assert sheet is not None
    result = PaperResult(table, None, locked=contest.state.phase == "locked")
    return replace(match_given(), sheet=sheet, result=result, say=SAY)


def test_who_gave_up_and_who_did_not_perform_have_no_score_and_the_paper_says_why() -> None:
    contest = Contest().marked("90")
    contest.give(PresentItem())
    contest.give(JudgeAnswer("give_up"))
    contest.give(CloseItem())
    contest.give(EndRound())
    contest.give(LockResult())
    given = given_of(contest)
    rows = {row[2]: row for row in given.result.table.rows}  # type: ignore[union-attr]
    assert rows["A队"][5:8] == (D("90.00"), D(0), D("90.00"))
    assert rows["B队"][0] == ""
    assert rows["B队"][5:8] == ("", "", "")
    assert rows["B队"][-1] == "放弃，没有得分"
    assert rows["C队"][-1] == "没有出场，没有得分"
    paper = result_paper(given)
    grid = next(block for block in paper.blocks if isinstance(block, Grid))
    assert [[cell.text for cell in row][-1] for row in grid.rows] == ["90", "—", "—"]
    said = [block.text for block in paper.blocks if isinstance(block, Text)]
    assert said[:2] == ["B队：放弃，没有得分。", "C队：没有出场，没有得分。"]
    assert "0.00" not in str(announcement_paper(given).blocks)


def test_who_left_was_not_counted_or_is_not_marked_yet_is_told_apart() -> None:
    contest = Contest().marked("90")
    contest.give(VoidItem(1), reason="设备故障")
    contest.give(WithdrawTeam("C", "withdrawn"), reason="因故")
    contest.give(AdjustPoints("B", D(1)), reason="手工")
    rows = {row[2]: row[-1] for row in ranking_table(contest.state, SAY).rows}
    assert rows == {"A队": "此次不计，没有得分", "B队": "尚未出场", "C队": "退赛，不列名次"}
    contest.perform()
    assert {row[2]: row[-1] for row in ranking_table(contest.state, SAY).rows} == {**rows, "B队": "未打分"}


def test_who_is_still_to_perform_is_not_said_to_have_stayed_away() -> None:
    contest = Contest().marked("90")
    rows = {row[2]: row[-1] for row in ranking_table(contest.state, SAY).rows}
    assert rows["C队"] == "尚未出场"
    assert "尚未出场" in str(result_paper(given_of(contest)).blocks)
