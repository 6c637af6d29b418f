"""Pressing too early: what is a foul, what it costs, and what becomes of the item."""

from __future__ import annotations

import pytest

from scoring.engine.codec import to_json
from scoring.engine.quiz.commands_manage import Undo
from scoring.engine.quiz.commands_play import CloseItem, JudgeAnswer
from scoring.engine.quiz.commands_press import ArmPress, CallFoul, RecordPress
from scoring.engine.quiz.press_again import decided_again
from scoring.engine.quiz.rule_sheet import Clocks, FoulStep
from tests.unit.engine.quiz.play import D, Table, armed, press_round, sheet


def test_pressing_before_the_start_word_is_a_foul_and_the_others_are_armed_again() -> None:
    table = Table(sheet(press_round(fouls=(FoulStep(D(-10), "bar"),))))
    table.begin("press")
    table.present()
    assert table.press("A") == "early"
    assert table.state.stage == "fouled"
    table.give(ArmPress())
    assert table.state.items[-1].armings[-1].teams == ("B", "C")
    assert table.press("A") == "barred"
    table.press("B")
    table.wait(200)
    table.give(JudgeAnswer("right"))
    assert table.scores() == {"A": "90", "B": "110", "C": "100"}


def test_who_pressed_early_before_the_stop_is_fined_though_another_came_in_first() -> None:
    table = Table(sheet(press_round(fouls=(FoulStep(D(-10), "rearm"),))))
    table.begin("press")
    table.present()
    table.wait(5_000)
    stopped = table.now
    assert table.press("A", pressed_at=stopped - 20, rtt=20) == "early"
    table.wait(5)
    assert table.press("B", pressed_at=stopped - 60, rtt=100, arming="") == "early"
    assert table.press("C", pressed_at=stopped - 10, rtt=100, arming="") == "stale"  # it may have heard of the stop
    assert table.press("A", pressed_at=stopped - 60, rtt=100, arming="") == "stale"  # fined once
    assert (table.state.stage, table.scores()) == ("fouled", {"A": "90", "B": "90", "C": "100"})


def test_who_could_not_wait_for_the_countdown_is_fined_though_another_came_in_first() -> None:
    table = armed(timing="countdown", clocks=Clocks(answer=30, press=15, countdown=3), fouls=(FoulStep(D(-10), "bar"),))
    table.wait(1_000)
    stopped = table.now
    assert table.press("A", pressed_at=stopped - 10, rtt=10) == "early"
    table.wait(5)
    assert table.press("B", pressed_at=stopped - 60, rtt=100) == "early"
    assert (table.state.stage, table.scores()) == ("fouled", {"A": "90", "B": "90", "C": "100"})


def test_a_press_for_the_item_before_is_no_foul_on_the_next() -> None:
    table = armed(fouls=(FoulStep(D(-10), "bar"),))
    before = table.state.items[-1].armings[-1].id
    table.press("A")
    table.wait(200)
    table.give(JudgeAnswer("right"))
    table.give(CloseItem())
    table.present()
    assert table.press("B", arming=before) == "stale"
    assert (table.state.stage, table.scores()["B"]) == ("reading", "100")
    held_up = RecordPress("C", "p", "", item=1)
    assert table.give(held_up, actor="C")["standing"] == "stale"
    assert (table.state.stage, table.scores()["C"]) == ("reading", "100")
    assert table.press("C", arming="") == "early"


def test_a_press_decided_again_from_its_entry_is_the_same_also_one_for_the_item_before() -> None:
    table = armed()
    table.press("A")
    table.wait(200)
    table.give(JudgeAnswer("right"))
    table.give(CloseItem())
    table.present()
    assert table.give(RecordPress("C", "p", "", item=1), actor="C")["standing"] == "stale"
    again = [(dict(entry.payload), to_json(payload)) for entry, payload in decided_again(table.entries)]
    assert len(again) == 3
    assert [kept for kept, _ in again] == [told for _, told in again]


def test_a_press_for_a_start_word_that_was_taken_back_is_no_foul() -> None:
    table = armed(fouls=(FoulStep(D(-10), "bar"),))
    mistaken = table.state.items[-1].armings[-1].id
    table.give(Undo())
    assert table.press("A", arming=mistaken) == "stale"
    table.give(ArmPress())
    assert table.press("A") == "legal"
    assert table.scores()["A"] == "100"


def test_an_arming_after_a_countdown_punishes_who_cannot_wait() -> None:
    table = armed(timing="countdown", clocks=Clocks(answer=30, press=15, countdown=3))
    table.wait(2_900)
    assert table.press("A", pressed_at=table.now, rtt=10) == "early"
    table.give(ArmPress())
    table.wait(3_100)
    assert table.press("B", pressed_at=table.now, rtt=10) == "legal"


def test_what_may_have_been_in_time_gets_the_benefit_of_the_doubt() -> None:
    table = armed()
    table.wait(10)
    assert table.press("A", pressed_at=table.now - 20, rtt=40) == "legal"


def test_a_ladder_of_fouls_bars_then_deducts_then_puts_out_of_the_round() -> None:
    ladder = (FoulStep(D(0), "bar"), FoulStep(D(-20), "bar"), FoulStep(D(0), "out"))
    table = Table(sheet(press_round(fouls=ladder)))
    table.begin("press")
    for expected in ("100", "80", "80"):
        table.present()
        table.press("A")
        assert table.scores()["A"] == expected
        table.give(ArmPress())
        table.press("B")
        table.wait(200)
        table.give(JudgeAnswer("wrong"))
    table.present()
    table.give(ArmPress())
    assert table.state.items[-1].armings[-1].teams == ("B", "C")


@pytest.mark.parametrize(
    ("then", "stage"), [("none", "reading"), ("void", "judged"), ("audience", "audience"), ("rearm", "fouled")]
)
def test_what_follows_a_foul_is_the_sheets_word(then: str, stage: str) -> None:
    table = Table(sheet(press_round(fouls=(FoulStep(D(-5), then),))))  # type: ignore[arg-type]
    table.begin("press")
    table.present()
    table.press("A")
    assert (table.state.stage, table.scores()["A"]) == (stage, "95")


def test_where_the_sheet_has_no_fouls_who_pressed_early_may_press_again() -> None:
    table = armed(timing="countdown", fouls=(FoulStep(D(0), "none"),), clocks=Clocks(answer=30, press=15, countdown=3))
    assert table.press("A") == "early"
    table.wait(3_100)
    assert table.press("A") == "legal"
    table.wait(200)
    assert (table.state.stage, table.state.items[-1].answering) == ("answering", "A")


def test_every_early_press_is_one_even_after_another_that_stopped_nothing() -> None:
    table = Table(sheet(press_round(fouls=(FoulStep(D(-5), "none"),))))
    table.begin("press")
    table.present()
    assert [table.press(team) for team in "AAB"] == ["early", "early", "early"]
    assert table.scores() == {"A": "90", "B": "95", "C": "100"}


def test_a_team_barred_during_the_window_does_not_win_by_its_earlier_press() -> None:
    table = armed()
    table.press("A")
    table.give(CallFoul("A", "press"))
    table.press("B")
    table.wait(200)
    assert table.state.items[-1].answering == "B"


def test_a_foul_during_the_window_does_not_rob_the_one_who_pressed_in_time() -> None:
    table = armed()
    table.wait(100)
    table.press("B", pressed_at=table.now, rtt=10)
    assert table.press("A", pressed_at=table.now - 100, rtt=90) in ("early", "legal")
    table.wait(300)
    assert table.state.stage == "answering"
