"""加赛: what it has not decided it says, and leads on; whom a first one leaves level a second orders."""

from __future__ import annotations

import pytest

from scoring.engine.errors import Invalid, Refused
from scoring.engine.quiz.actions import host_actions
from scoring.engine.quiz.commands_manage import AdjustPoints, LockResult, VoidItem
from scoring.engine.quiz.commands_play import CloseItem, EndRound, JudgeAnswer
from scoring.engine.quiz.commands_press import ArmPress
from scoring.engine.quiz.commands_tie_off import BeginTieOff, EndTieOff, OrderTieOff
from scoring.engine.quiz.match import standings, ties_that_matter
from tests.unit.engine.quiz.play import D, Table, press_round, sheet


def level(lines: tuple[int, ...] = (1, 2), per_pool: int = 30) -> Table:
    """Three level teams; the first place and the second are to be decided by press."""
    table = Table(sheet(press_round(), tie_matters=lines), per_pool=per_pool)
    table.begin("press")
    table.give(EndRound())
    return table


def tie_off(table: Table, teams: tuple[str, ...], first: str) -> None:
    """A tie-off that ends after one item, which ``first`` has right."""
    table.give(BeginTieOff(teams))
    one_item(table, first)
    table.give(EndTieOff())


def one_item(table: Table, first: str) -> None:
    """An item of the tie-off that ``first`` has right."""
    table.present()
    table.give(ArmPress())
    table.press(first)
    table.wait(200)
    table.give(JudgeAnswer("right"))
    table.give(CloseItem())


def primary(table: Table) -> str:
    return next(action.id for action in host_actions(table.state, table.now) if action.primary)


def ranks(table: Table) -> list[tuple[str, int]]:
    return [(place.id, place.rank) for place in standings(table.state)]


def test_whom_a_tie_off_leaves_level_the_next_one_orders() -> None:
    table = level()
    tie_off(table, ("A", "B", "C"), "A")
    assert ranks(table) == [("A", 1), ("B", 2), ("C", 2)]
    assert ties_that_matter(table.state) == (("B", "C"),)
    tie_off(table, ("B", "C"), "C")
    assert ranks(table) == [("A", 1), ("C", 2), ("B", 3)]
    assert [place.above and place.above.code for place in standings(table.state)] == ["tie_off", "tie_off", None]
    table.give(LockResult())
    assert table.state.phase == "locked"


def test_a_tie_off_that_has_ordered_nobody_is_not_ended_but_goes_on() -> None:
    table = level(lines=(1,))
    table.give(BeginTieOff(("A", "B", "C")))
    with pytest.raises(Refused, match="tie-off-undecided") as refused:
        table.give(EndTieOff())
    assert refused.value.fields["teams"] == ["A", "B", "C"]
    assert primary(table) == "item.present"
    one_item(table, "B")
    assert primary(table) == "tieoff.end"
    table.give(EndTieOff())
    assert ranks(table) == [("B", 1), ("A", 2), ("C", 2)]
    assert primary(table) == "result.lock"


def test_an_undecided_tie_off_goes_on_while_a_tie_that_matters_is_left() -> None:
    table = level(lines=(1, 2))
    table.give(BeginTieOff(("A", "B", "C")))
    one_item(table, "B")
    assert primary(table) == "item.present"
    one_item(table, "C")
    assert primary(table) == "tieoff.end"


def test_an_undecided_tie_off_without_questions_leads_to_an_order_by_hand() -> None:
    table = level(per_pool=1)
    table.give(BeginTieOff(("A", "B", "C")))
    while any(action.id == "item.present" and action.enabled for action in host_actions(table.state, table.now)):
        table.present()
        table.give(VoidItem(), reason="题目有误")
        table.give(CloseItem())
    with pytest.raises(Refused, match="tie-off-undecided"):
        table.give(EndTieOff())
    order = next(action for action in host_actions(table.state, table.now) if action.id == "tieoff.order")
    assert (order.group, order.needs, order.needs_reason) == ("flow", ("order",), True)
    table.give(OrderTieOff((("B",), ("A",), ("C",))), reason="抽签")
    assert primary(table) == "tieoff.end"


def test_a_tie_off_that_a_change_of_scores_has_made_too_small_is_ended_and_begun_with_all() -> None:
    table = level()
    table.give(AdjustPoints("C", D(-5)), reason="扣分")
    table.give(BeginTieOff(("A", "B")))
    table.give(AdjustPoints("C", D(5)), reason="申诉成立")
    table.give(EndTieOff())
    table.give(BeginTieOff(("A", "B", "C")))
    assert table.state.tie_offs[-1].teams == ("A", "B", "C")


@pytest.mark.parametrize("order", [(("A",), (), ("B",), ("C",)), (("A",), ("B",)), (("A", "A"), ("B",), ("C",))])
def test_an_order_names_each_team_once_and_has_no_empty_place(order: tuple[tuple[str, ...], ...]) -> None:
    table = level()
    table.give(BeginTieOff(("A", "B", "C")))
    with pytest.raises(Invalid, match="tie-off-teams"):
        table.give(OrderTieOff(order), reason="抽签")
    table.give(OrderTieOff((("A",), ("B", "C"))), reason="抽签")
