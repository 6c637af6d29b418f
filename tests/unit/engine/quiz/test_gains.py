"""What a team gained in a match and for how many items it was scored: by these, groups of unequal size are compared."""

from __future__ import annotations

from dataclasses import replace

from scoring.engine.quiz.commands_manage import VoidItem
from scoring.engine.quiz.commands_play import JudgeAnswer
from scoring.engine.quiz.commands_press import ArmPress
from scoring.engine.quiz.score import gains, scored_items
from tests.unit.engine.quiz.play import TEAM, D, Table, press_round, sheet


def test_base_and_what_was_carried_are_not_gained() -> None:
    table = Table(sheet(TEAM), teams="AB")
    table.begin("team")
    for verdict in ("right", "wrong", "right", "right"):  # A, B, A, B
        table.present()
        table.answer(verdict)
    assert gains(table.state) == {"A": D(20), "B": D(0)}
    assert scored_items(table.state) == {"A": 2, "B": 2}
    first, second = table.state.teams
    setup = replace(table.setup, teams=(replace(first, carried=D(57)), second))
    state = replace(table.state, setup=setup, teams=setup.teams)
    assert gains(state) == {"A": D(20), "B": D(0)}


def test_an_item_counts_for_the_team_that_answered_and_not_once_it_is_thrown_out() -> None:
    table = Table(sheet(press_round()), teams="AB")
    table.begin("press")
    for team in "AAB":
        table.present()
        table.give(ArmPress())
        table.wait(4000)
        table.press(team)
        table.wait(1000)
        table.give(JudgeAnswer("right"))
    assert scored_items(table.state) == {"A": 2, "B": 1}
    table.give(VoidItem(), reason="题目有误")
    assert scored_items(table.state) == {"A": 2, "B": 0}
    assert gains(table.state) == {"A": D(20), "B": D(0)}
