"""黑屏: the desk's way back leads to what was on before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.engine.quiz.actions import Action, host_actions
from scoring.engine.quiz.commands_freeze import FreezeTable
from scoring.engine.quiz.commands_manage import AdjustPoints, LockResult, UnlockResult
from scoring.engine.quiz.commands_marks import LockPanel, OpenPanel
from scoring.engine.quiz.commands_play import CloseItem, ShowScene
from scoring.engine.quiz.rule_sheet import TieOff
from scoring.engine.stages import Award
from tests.unit.engine.quiz.play import TEAM, D, Table, sheet
from tests.unit.engine.quiz.test_marks_round import begun, mark, show


def way_back(table: Table) -> Action | None:
    return next((one for one in host_actions(table.state, table.now) if one.id == "scene.back"), None)


def black_and_back(table: Table) -> Table:
    """The host's B, twice."""
    table.give(ShowScene("black"))
    table.give(ShowScene("black"))
    back = way_back(table)
    assert back is not None
    assert back.enabled
    table.give(back.command)
    assert way_back(table) is None
    return table


def locked() -> Table:
    awards = (Award("一等奖", 1), Award("二等奖", 0))
    rules = sheet(replace(TEAM, items=1), tie_off=TieOff("none"), awards=awards, ranking=("score",))
    table = Table(rules, "ABC")
    for team, points in (("A", 30), ("B", 20)):
        table.give(AdjustPoints(team, D(points)), reason="试")
    table.give(FreezeTable())
    table.give(LockResult(unfinished=True), reason="时间已到")
    return table


@pytest.mark.parametrize("cue", [ShowScene("scores"), ShowScene("standby", link=True), ShowScene("answer")])
def test_the_way_back_from_black_leads_to_the_scene_that_was_on(cue: ShowScene) -> None:
    table = Table(sheet(TEAM))
    table.begin("team")
    table.present()
    table.answer("right")
    table.give(CloseItem())
    table.give(cue)
    black_and_back(table)
    assert (table.state.scene, table.state.link) == (cue.scene, cue.link)


def test_a_reveal_goes_on_after_black_with_as_many_places_shown() -> None:
    table = locked()
    for step in (0, 1, 2):
        table.give(ShowScene("reveal", step=step))
    shown = table.state.freeze
    black_and_back(table)
    assert (table.state.scene, table.state.freeze) == ("reveal", shown)


def test_an_award_is_on_again_after_black() -> None:
    table = locked()
    for step in range(4):
        table.give(ShowScene("reveal", step=step))
    table.give(ShowScene("award", award="二等奖"))
    black_and_back(table)
    assert (table.state.scene, table.state.award) == ("award", "二等奖")


def test_the_marks_of_the_same_team_are_on_again_after_black() -> None:
    table = begun()
    table.give(OpenPanel(whole_round=True))
    for _ in "AB":
        no = show(table)
        for judge in ("j1", "j2", "j3"):
            mark(table, no, judge, "15")
    table.give(LockPanel(whole_round=True), reason="两队已评")
    table.give(ShowScene("marks", item=2))
    black_and_back(table)
    assert (table.state.scene, table.state.marks_item) == ("marks", 2)


def test_what_may_not_be_shown_any_more_is_no_way_back() -> None:
    table = locked()
    table.give(ShowScene("reveal", step=0))
    table.give(ShowScene("black"))
    table.give(UnlockResult(), reason="更正")
    back = way_back(table)
    assert back is not None
    assert not back.enabled


def test_there_is_no_way_back_where_nothing_is_black() -> None:
    table = Table(sheet(TEAM))
    assert way_back(table) is None
