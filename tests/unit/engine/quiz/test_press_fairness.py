"""A false clock gains nothing: whatever a station says or holds back, its press is dated no earlier than the ways of
the others allow, and half of that is all it could win by."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.quiz.press import AS_OTHERS, LONGEST_TRIP, SLACK, Trip, award, cap, estimate
from scoring.engine.quiz.rule_sheet import PressRule
from scoring.engine.quiz.state import Press

ARRIVED = 1_700_000_000_000
anything = st.integers(-(10**15), 10**15)
ways = st.lists(st.integers(0, 150), min_size=1, max_size=20)


def test_a_station_is_believed_as_far_as_the_others_ways_its_own_line_and_no_more_than_the_longest() -> None:
    assert cap(system_trip=None, others=()) == LONGEST_TRIP == 200
    assert cap(system_trip=3, others=()) == 3 + SLACK == 43
    assert cap(system_trip=None, others=(4, 5, 9)) == SLACK == 40
    assert cap(system_trip=None, others=(30, 20, 50)) == AS_OTHERS * 30
    assert cap(system_trip=None, others=(30, 20)) == AS_OTHERS * 20
    assert cap(system_trip=5, others=(30, 20, 50)) == 45
    assert cap(system_trip=500, others=(400, 500)) == LONGEST_TRIP


def dated(pressed_at: int, best: int, bound: int) -> int:
    made = estimate(arrived=ARRIVED, pressed_at=pressed_at, trip=Trip(best, bound), rule=PressRule())
    assert made.at <= ARRIVED
    assert made.uncertainty <= (bound + 1) // 2
    return ARRIVED - made.at


@given(anything, anything, ways, st.data())
def test_no_liar_is_dated_earlier_than_the_honest_stations_ways_allow(
    pressed_at: int, best: int, honest: list[int], data: st.DataObject
) -> None:
    liars = data.draw(st.lists(st.integers(0, 10**6), max_size=len(honest)))
    others = data.draw(st.permutations([*honest, *liars]))
    line = data.draw(st.none() | st.integers(0, 10**6))
    back = dated(pressed_at, best, cap(system_trip=line, others=others))
    assert back <= min(LONGEST_TRIP, max(SLACK, AS_OTHERS * max(honest)))


@given(anything, anything, st.integers(0, 1_000), st.lists(st.integers(0, 10**6), max_size=9))
def test_where_the_systems_measured_the_line_no_lie_of_any_number_helps(
    pressed_at: int, best: int, line: int, others: list[int]
) -> None:
    assert dated(pressed_at, best, cap(system_trip=line, others=others)) <= line + SLACK


@given(
    st.integers(0, 10**4),
    st.integers(0, LONGEST_TRIP),
    st.integers(0, 400),
    st.integers(0, 60),
    st.sampled_from(["arrival", "rearm", "draw"]),
)
def test_a_liar_wins_clearly_only_where_it_came_within_half_of_what_it_is_believed(
    best: int, bound: int, late: int, honest_trip: int, tie: str
) -> None:
    rule = PressRule(tie=tie)  # type: ignore[arg-type]
    made = estimate(arrived=ARRIVED, pressed_at=ARRIVED, trip=Trip(honest_trip), rule=rule)
    lie = estimate(arrived=ARRIVED + late, pressed_at=0, trip=Trip(best, bound), rule=rule)
    honest = Press("H", "p1", "a", ARRIVED, made.at, made.uncertainty, "legal", "tablet", 1)
    liar = Press("L", "p2", "a", ARRIVED + late, lie.at, lie.uncertainty, "legal", "tablet", 2)
    result = award((honest, liar), rule, lot=1)
    if result.winner == "L" and not result.close_call:
        assert late < (bound + 1) // 2
    if tie == "arrival" and late > bound // 2:
        assert result.winner == "H"


@given(st.integers(0, 150), st.integers(0, 150), ways)
def test_an_honest_station_on_a_slow_line_loses_no_more_than_its_way_up_is_longer_than_what_is_believed(
    up: int, down: int, others: list[int]
) -> None:
    bound = cap(system_trip=up + down, others=others)
    back = dated(ARRIVED - up, up + down, bound)
    assert up - back <= max(0, up - bound)
