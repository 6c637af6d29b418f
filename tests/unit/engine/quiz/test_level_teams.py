"""Ranks, level teams, and the tie-off that orders them without touching a total."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.engine.errors import Refused
from scoring.engine.quiz.commands_manage import AdjustPoints, CorrectItem, LockResult, ReplaceItem, VoidItem
from scoring.engine.quiz.commands_play import JudgeAnswer
from scoring.engine.quiz.commands_press import ArmPress
from scoring.engine.quiz.commands_tie_off import BeginTieOff, EndTieOff, OrderTieOff
from scoring.engine.quiz.match import standings, ties_that_matter
from scoring.engine.quiz.rule_sheet import Clocks, TieOff
from scoring.engine.stages import Award
from tests.unit.engine.quiz.play import TEAM, D, Table, finished, played, press_round, sheet


def test_ranks_are_shared_one_two_two_four_with_a_reason_for_each_border() -> None:
    table = finished("rrrw")
    table.give(AdjustPoints("A", D(5)), reason="支持分")
    places = [(p.id, p.rank, p.tied) for p in standings(table.state)]
    assert places == [("A", 1, False), ("B", 2, True), ("C", 2, True), ("D", 4, False)]
    reasons = [p.above and (p.above.code, dict(p.above.fields)) for p in standings(table.state)]
    assert reasons == [
        ("score", {"above": "115", "below": "110"}),
        None,
        ("score", {"above": "110", "below": "90"}),
        None,
    ]


def test_only_a_tie_across_a_decisive_line_needs_a_tie_off() -> None:
    awards = (Award("一等奖", 1), Award("二等奖", 2), Award("优胜奖", 0))
    assert ties_that_matter(finished("rrww", awards=awards).state) == (("A", "B"), ("C", "D"))
    assert ties_that_matter(finished("rwww", awards=awards).state) == (("B", "C", "D"),)
    assert ties_that_matter(finished("wrr", awards=(Award("一等奖", 2), Award("优胜奖", 0))).state) == ()


def test_a_tie_of_three_across_the_line_is_ordered_by_sudden_death_without_touching_totals() -> None:
    table = finished("rrrw", awards=(Award("一等奖", 1), Award("二等奖", 1)))
    with pytest.raises(Refused, match="tie-open"):
        table.give(LockResult())
    with pytest.raises(Refused, match="not-tied"):
        table.give(BeginTieOff(("A", "B")))
    table.give(BeginTieOff(("A", "B", "C")))
    for team, verdict in (("B", "wrong"), ("C", "right")):
        table.present()
        table.give(ArmPress())
        assert table.press("D") == "barred"
        table.press(team)
        table.wait(200)
        table.give(JudgeAnswer(verdict))  # type: ignore[arg-type]
    assert table.state.tie_offs[-1].order == (("C",), ("A",), ("B",))
    with pytest.raises(Refused, match="tie-off-decided"):
        table.present()
    table.give(EndTieOff())
    assert [(p.id, p.rank) for p in standings(table.state)] == [("C", 1), ("A", 2), ("B", 3), ("D", 4)]
    assert table.scores() == {"A": "110", "B": "110", "C": "110", "D": "90"}
    table.give(LockResult())
    assert table.state.phase == "locked"


def test_a_tie_off_orders_only_teams_that_all_played_it() -> None:
    table = finished("rrww", awards=(Award("一等奖", 1),))
    table.give(BeginTieOff(("A", "B")))
    table.give(OrderTieOff((("B",), ("A",))), reason="抽签")
    table.give(EndTieOff())
    table.give(CorrectItem(3, "C", "right"), reason="改判")
    assert [(p.id, p.rank) for p in standings(table.state)] == [("A", 1), ("B", 1), ("C", 1), ("D", 4)]


def in_turns(verdicts: str) -> Table:
    """A tie of three, broken in turns."""
    table = finished("rrrw", awards=(Award("一等奖", 1), Award("二等奖", 1)), tie_off=TieOff("risk"))
    table.give(BeginTieOff(("A", "B", "C")))
    return played(table, verdicts)


def test_in_a_tie_off_by_turns_nobody_is_ahead_before_all_have_had_their_turn() -> None:
    table = in_turns("r")
    assert table.state.tie_offs[-1].order == (("A", "B", "C"),)
    played(table, "wr")
    assert table.state.tie_offs[-1].order == (("A", "C"), ("B",))
    assert [table.present()["team"], table.answer("wrong")] == ["A", None]
    assert [table.present()["team"], table.answer("right")] == ["C", None]
    assert table.state.tie_offs[-1].order == (("C",), ("A",), ("B",))
    with pytest.raises(Refused, match="tie-off-decided"):
        table.present()


def tie_off_beside(mode: str, **press: object) -> Table:
    """A tie-off of this mode in a sheet that has a press round."""
    rules = sheet(
        replace(TEAM, items=1),
        press_round(**press),
        tie_off=TieOff(mode),
        awards=(Award("一等奖", 1),),  # type: ignore[arg-type]
    )
    table = Table(rules, teams="AB")
    table.give(BeginTieOff(("A", "B")))
    table.present()
    return table


def test_a_tie_off_by_turns_is_not_pressed_for_whatever_the_press_round_says() -> None:
    table = tie_off_beside("risk", timing="reading", clocks=Clocks(begin=5))
    assert table.state.stage == "reading"
    table.answer("right")


def test_a_tie_off_by_press_has_the_countdown_and_the_time_to_begin_of_the_press_round() -> None:
    table = tie_off_beside("press", timing="countdown", clocks=Clocks(begin=5, countdown=3))
    assert table.give(ArmPress())["arming"]["opens_at"] == table.now + 3_000
    table.wait(3_100)
    table.press("A")
    table.wait(200)
    assert table.state.clock is not None
    assert (table.state.clock.purpose, table.state.clock.duration) == ("begin", 5_000)


def test_a_tie_off_by_turns_goes_on_while_all_do_the_same() -> None:
    assert in_turns("rrrwww").state.tie_offs[-1].order == (("A", "B", "C"),)
    assert in_turns("rrrwwwrrw").state.tie_offs[-1].order == (("A", "B"), ("C",))


def test_what_has_ordered_a_tie_off_is_neither_thrown_out_nor_corrected_behind_its_back() -> None:
    table = in_turns("rww")
    no = table.state.items[-1].no
    for command in (VoidItem(no), ReplaceItem(), CorrectItem(no, "C", "right")):
        with pytest.raises(Refused, match="tie-off-item-judged"):
            table.give(command, reason="x")


def test_a_tie_that_crosses_no_line_gets_no_tie_off() -> None:
    table = finished("wrr", awards=(Award("一等奖", 2), Award("优胜奖", 0)))
    with pytest.raises(Refused, match="tie-does-not-matter"):
        table.give(BeginTieOff(("B", "C")))
