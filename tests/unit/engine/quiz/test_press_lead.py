"""What is said of the winner of a press is about every press in the record, also one that came in late."""

from __future__ import annotations

import pytest

from scoring.engine.quiz.commands_play import JudgeAnswer
from scoring.engine.quiz.commands_press import ArmPress
from scoring.engine.quiz.press_lead import winning_press
from tests.unit.engine.quiz.play import Table, press_round, sheet


def opened(**rule: object) -> Table:
    """A table whose press has been open for a second."""
    table = Table(sheet(press_round(**rule)))
    table.begin("press")
    table.present()
    table.give(ArmPress())
    table.wait(1_000)
    return table


def said(table: Table) -> tuple[bool, int | None, bool]:
    """Alone, by how many ms, too close to call."""
    arming = table.state.items[-1].armings[-1]
    return arming.alone, arming.margin, arming.close_call


def test_before_the_award_nothing_is_said() -> None:
    table = opened()
    table.press("A")
    assert said(table) == (False, None, False)


def test_who_pressed_as_the_only_one_is_alone() -> None:
    table = opened()
    table.press("A")
    table.wait(121)
    assert said(table) == (True, None, False)


@pytest.mark.parametrize("order", ["estimate", "arrival"])
def test_a_press_that_comes_in_after_the_award_ends_the_word_of_the_only_press(order: str) -> None:
    table = opened(order=order)
    table.press("A")
    table.wait(177)
    assert table.press("B") == "stale"
    table.wait(13)
    assert table.press("C") == "stale"
    assert said(table) == (False, 177, False)


def test_the_margin_is_to_the_nearest_press_of_the_record() -> None:
    table = opened()
    table.press("A")
    table.wait(110)
    table.press("B")
    table.wait(20)
    assert table.press("C", pressed_at=table.now - 30, rtt=60) == "stale"
    assert said(table) == (False, 100, False)


def test_a_late_press_that_may_have_been_first_makes_the_call_too_close() -> None:
    table = opened()
    table.press("A", pressed_at=table.now - 5, rtt=10)
    table.wait(130)
    assert said(table) == (True, None, False)
    assert table.press("B", pressed_at=table.now - 125, rtt=200) == "stale"
    assert said(table) == (False, 27, True)


def test_a_team_that_pressed_without_the_right_to_is_no_rival_but_was_there() -> None:
    table = opened(after_wrong="reopen", attempts=3)
    table.press("B")
    table.wait(121)

    table.give(JudgeAnswer("wrong"))
    table.give(ArmPress())
    table.press("A")
    assert table.press("B") == "barred"
    table.wait(121)
    assert said(table) == (False, None, False)


def test_the_press_that_won_is_the_winners_first() -> None:
    table = opened()
    first = table.now
    table.press("A")
    table.wait(20)
    table.press("A")
    table.wait(121)
    won = winning_press(table.state.items[-1].armings[-1])
    assert won is not None
    assert won.estimate == first
