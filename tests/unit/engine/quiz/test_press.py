"""Pressing first: when a press counts, who wins, what follows a wrong answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.errors import AlreadyDone, Invalid, Refused, WrongStage
from scoring.engine.quiz.commands_play import CastVerdict, JudgeAnswer, StartClock
from scoring.engine.quiz.commands_press import ArmPress, CallFoul, EndReading, RecordPress
from scoring.engine.quiz.facts import Facts
from scoring.engine.quiz.match import decide
from scoring.engine.quiz.press import award, estimate
from scoring.engine.quiz.rule_sheet import Clocks, FoulStep, PressRule
from scoring.engine.quiz.state import Press
from scoring.engine.trip import ALLOWANCE, LONGEST_TRIP, Trip
from tests.unit.engine.quiz.play import START, D, Table, armed, press_round, sheet


def test_the_earliest_press_wins_even_when_it_arrives_second() -> None:
    table = armed(tie="estimate")
    table.wait(1_000)
    table.press("A", pressed_at=table.now - 5, rtt=10)
    table.wait(10)
    table.press("B", pressed_at=table.now - 80, rtt=160)
    table.wait(200)
    item = table.state.items[-1]
    assert (item.stage, item.answering) == ("answering", "B")
    assert (item.armings[-1].margin, item.armings[-1].close_call) == (65, True)


def test_a_margin_beyond_both_uncertainties_is_clear() -> None:
    table = armed()
    table.wait(1_000)
    table.press("A", pressed_at=table.now - 5, rtt=10)
    table.wait(60)
    table.press("B", pressed_at=table.now - 5, rtt=10)
    table.wait(200)
    arming = table.state.items[-1].armings[-1]
    assert (arming.winner, arming.margin, arming.close_call, arming.by) == ("A", 60, False, "estimate")


def test_an_entry_of_the_first_rule_is_dated_as_it_was_no_earlier_than_its_round_trip() -> None:
    made = estimate(arrived=10_000, pressed_at=1_000, trip=Trip(40, 200, None), rule=PressRule())
    assert (made.at, made.uncertainty, made.cut, made.half) == (9_960, 20, 8_960, 20)
    assert estimate(arrived=10_000, pressed_at=20_000, trip=Trip(40, 200, None), rule=PressRule()).at == 10_000
    assert estimate(arrived=10_000, pressed_at=0, trip=Trip(999_999, 200, None), rule=PressRule()).at == 9_800
    assert estimate(arrived=10_000, pressed_at=None, trip=Trip(40, 200, None), rule=PressRule()).at == 10_000


def test_a_press_that_comes_in_after_the_window_is_kept_but_loses() -> None:
    table = armed()
    table.wait(500)
    table.press("A")
    table.wait(121)
    assert table.press("B", pressed_at=START, rtt=500) == "stale"
    presses = table.state.items[-1].armings[-1].presses
    assert [(p.team, p.standing) for p in presses] == [("A", "legal"), ("B", "stale")]


@pytest.mark.parametrize(("tie", "winner"), [("estimate", "B"), ("arrival", "A"), ("draw", "B"), ("rearm", None)])
def test_two_within_their_uncertainty_are_decided_as_the_sheet_says(tie: str, winner: str | None) -> None:
    table = armed(tie=tie)
    table.lot = 0
    table.wait(1_000)
    table.press("A", pressed_at=table.now - 20, rtt=40)
    table.press("B", pressed_at=table.now - 27, rtt=40)
    table.wait(200)
    arming = table.state.items[-1].armings[-1]
    assert (arming.winner, arming.margin, arming.close_call, arming.by) == (winner, 7, True, tie)
    assert table.state.stage == ("answering" if winner else "fouled")


def test_order_of_arrival_asks_no_clock() -> None:
    table = armed(order="arrival")
    table.press("A", pressed_at=table.now, rtt=100)
    table.press("B", pressed_at=table.now - 90, rtt=100)
    table.wait(0)
    assert table.state.items[-1].answering == "A"


def test_a_press_is_recorded_only_with_ids_of_bounded_length() -> None:
    table = armed()
    with pytest.raises(Invalid, match="press-id"):
        table.give(RecordPress("A", "p1", "a" * 65))


def test_what_the_judges_said_of_one_answer_does_not_stand_under_the_next() -> None:
    table = armed(after_wrong="reopen", attempts=2)
    table.press("A")
    table.wait(200)
    table.give(CastVerdict("wrong"), actor="ticket:j")
    table.give(JudgeAnswer("wrong"))
    table.give(ArmPress())
    table.press("B")
    table.wait(200)
    assert table.state.items[-1].votes == {}


def test_nobody_presses_and_the_item_goes_to_the_audience_or_is_void() -> None:
    for nobody, stage in (("audience", "audience"), ("void", "lapsed")):
        table = armed(nobody=nobody)
        table.wait(15_119)
        assert table.state.stage == "armed"
        table.wait(1)
        assert table.state.stage == stage


@pytest.mark.parametrize(
    ("rule", "stages"),
    [
        ({"after_wrong": "close"}, ["judged"]),
        ({"after_wrong": "audience"}, ["audience"]),
        ({"after_wrong": "one_more"}, ["fouled", "judged"]),
        ({"after_wrong": "reopen", "attempts": 3}, ["fouled", "fouled", "judged"]),
    ],
)
def test_after_a_wrong_press_the_sheet_says_who_may_answer_next(rule: dict[str, object], stages: list[str]) -> None:
    table = armed(**rule)
    seen = []
    for team in "ABC"[: len(stages)]:
        if seen:
            table.give(ArmPress())
        assert table.press(team) == "legal"
        table.wait(200)
        table.give(JudgeAnswer("wrong"))
        seen.append(table.state.stage)
    assert seen == stages
    assert [table.scores()[t] for t in "ABC"[: len(stages)]] == ["90"] * len(stages)


def test_the_winner_must_begin_in_time_and_then_has_the_whole_answer_clock() -> None:
    table = armed(clocks=Clocks(answer=30, begin=10, press=15))
    table.press("A")
    table.wait(120)
    assert table.state.clock is not None
    assert (table.state.clock.purpose, table.state.clock.duration) == ("begin", 10_000)
    table.give(StartClock())
    assert (table.state.clock.purpose, table.state.clock.duration) == ("answer", 30_000)


def test_the_host_presses_for_a_station_whose_device_failed() -> None:
    table = armed()
    payload = table.give(RecordPress("C", "h1", "", source="host"))
    table.wait(200)
    assert payload["standing"] == "legal"
    assert table.state.items[-1].answering == "C"


def test_a_press_while_nothing_is_pressed_for_is_refused() -> None:
    table = Table(sheet(press_round()))
    with pytest.raises(WrongStage, match="no-round"):
        table.press("A")


def test_arming_is_refused_when_nobody_is_left_to_press() -> None:
    table = armed(teams="AB", after_wrong="reopen", attempts=5, fouls=(FoulStep(D(-10), "bar"),))
    table.press("A")
    table.wait(200)
    table.give(JudgeAnswer("wrong"))
    table.give(CallFoul("B", "press"))
    assert table.state.stage == "judged"
    with pytest.raises((WrongStage, Refused)):
        table.give(ArmPress())


presses = st.lists(
    st.builds(
        lambda team, estimate, trip, late, seq: Press(
            team, f"p{seq}", "a1", estimate + late, estimate, trip, "legal", "tablet", seq
        ),
        st.sampled_from("ABCDEF"),
        st.integers(0, 200),
        st.integers(0, 30),
        st.integers(0, 60),
        st.integers(1, 10_000),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda p: p.seq,
)


@given(presses, st.sampled_from(["rearm", "arrival", "draw"]), st.integers(0, 2**32 - 1), st.randoms())
def test_the_order_in_which_presses_are_looked_at_does_not_matter(found, tie, lot, random) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(found)
    random.shuffle(shuffled)
    rule = PressRule(tie=tie)
    result = award(found, rule, lot)
    assert award(shuffled, rule, lot) == result
    if result.winner is not None and not result.close_call:
        assert result.winner == min(found, key=lambda p: p.estimate).team


def test_the_servers_own_measure_of_the_round_trip_bounds_what_a_station_may_claim() -> None:
    table = armed()
    table.wait(1_000)
    command = RecordPress("A", "p1", table.state.items[-1].armings[-1].id, table.now - 900, 1_000)
    made = decide(table.state, command, at=table.now, facts=Facts(trip=Trip(12)))
    assert (made["estimate"], made["uncertainty"], made["cut"], made["trip"]) == (table.now - 14, 900, 886, 12)
    assert decide(table.state, command, at=table.now)["estimate"] == table.now - LONGEST_TRIP // 2 - ALLOWANCE


def test_a_press_holds_what_it_was_judged_by_and_the_arbiters_see_what_was_cut() -> None:
    table = armed()
    table.wait(1_000)
    command = RecordPress("A", "p1", table.state.items[-1].armings[-1].id, table.now - 900, 1_000)
    made = decide(table.state, command, at=table.now, facts=Facts(trip=Trip(120, 40), slowest=205))
    assert (made["trip"], made["cap"], made["allowance"], made["cut"], made["reach"]) == (120, 40, 8, 872, 960)
    assert (made["estimate"], made["uncertainty"], made["window"]) == (table.now - 28, 932, 205)
    table.press("A", pressed_at=table.now - 900, rtt=1_000)
    press = table.state.items[-1].armings[-1].presses[0]
    assert (press.cut, press.widened, press.slow) == (742, 1084, True)


def test_the_window_waits_as_long_as_a_press_on_the_slowest_line_may_be_under_way() -> None:
    table = armed(tie="estimate")
    table.wait(1_000)
    table.trip, table.slowest = Trip(10, 10), 205
    table.press("A", pressed_at=table.now - 5)
    table.trip, table.slowest = Trip(205, 205), 10
    table.wait(195)
    assert table.press("B", pressed_at=table.now - 250) == "legal"
    table.wait(9)
    assert table.state.stage == "collecting"
    table.wait(1)
    arming = table.state.items[-1].armings[-1]
    assert (arming.winner, arming.close_call, arming.by) == ("A", True, "estimate")
    assert [(p.window, p.widened) for p in arming.presses] == [(205, 0), (120, 140)]


def test_a_draw_keeps_its_lot() -> None:
    table = armed(tie="draw")
    table.lot = 7
    table.press("A", pressed_at=table.now, rtt=40)
    table.press("B", pressed_at=table.now, rtt=40)
    table.wait(200)
    assert table.entries[-1].payload["lot"] == 7


def test_where_presses_count_while_reading_the_limit_runs_from_the_end_of_the_reading() -> None:
    table = Table(sheet(press_round(timing="reading", nobody="void")))
    table.begin("press")
    table.present()
    table.wait(60_000)
    assert table.state.stage == "armed"
    arming = table.state.items[-1].armings[-1].id
    table.give(EndReading())
    assert table.state.items[-1].armings[-1].id == arming
    with pytest.raises(AlreadyDone, match="reading-ended"):
        table.give(EndReading())
    table.wait(15_120)
    assert table.state.stage == "lapsed"


def test_the_doubt_about_an_early_press_excuses_it_but_does_not_let_it_win_by_a_margin_that_never_was() -> None:
    table = armed()
    table.wait(10)
    table.press("A", pressed_at=table.now - 30, rtt=40)
    press = table.state.items[-1].armings[-1].presses[0]
    assert (press.standing, press.estimate) == ("legal", table.state.items[-1].armings[-1].opens_at)
