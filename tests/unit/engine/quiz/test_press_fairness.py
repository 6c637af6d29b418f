"""A false clock gains next to nothing: whatever a station says or holds back, its press is dated no earlier than half
of a round trip that it cannot lengthen, and an allowance of a few ms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.quiz.press import award, estimate
from scoring.engine.quiz.rule_sheet import PressRule
from scoring.engine.quiz.state import Press
from scoring.engine.trip import ALLOWANCE, LONGEST_TRIP, UNMEASURED, RoundTrip, Trip, slowest, trusted
from tests.load.fairness import missed, played, reach
from tests.load.fairness_cells import CELLS, LIARS, Cell

ARRIVED = 1_700_000_000_000
RULE = PressRule(tie="estimate")
anything = st.integers(-(10**15), 10**15)
ways = st.lists(st.integers(0, LONGEST_TRIP), min_size=1, max_size=20)
TRIALS = 40


def seen(*trips: int) -> list[RoundTrip]:
    """Stations that acknowledged so fast."""
    return [RoundTrip(trip) for trip in trips]


def test_a_station_is_believed_as_far_as_its_own_line_or_without_that_figure_as_most_others() -> None:
    assert trusted(RoundTrip(900), []) == Trip(900, LONGEST_TRIP) == Trip(900, 300, 8)
    assert trusted(RoundTrip(900, 3), seen(30, 20, 50)) == Trip(900, 3)
    assert trusted(RoundTrip(900, 500), []) == Trip(900, LONGEST_TRIP)
    assert trusted(RoundTrip(900), seen(4, 5, 9)) == Trip(900, 5)
    assert trusted(RoundTrip(900), seen(30, 20)) == Trip(900, 20)
    assert trusted(RoundTrip(900), [RoundTrip(40, 6), RoundTrip(40, 9), RoundTrip(5)]) == Trip(900, 6)


def test_the_window_covers_the_longest_round_trip_that_is_believed() -> None:
    assert slowest([]) == 0
    assert slowest([RoundTrip(12, 10), RoundTrip(230, 205), RoundTrip(14, 9)]) == 205
    assert slowest([RoundTrip(900, 10), RoundTrip(11, 10)]) == 10
    assert slowest(seen(900, 10, 11)) == 11
    assert slowest([RoundTrip(5_000, 4_000)]) == LONGEST_TRIP


@pytest.mark.parametrize(
    ("said", "at", "uncertainty", "cut"),
    [
        (None, -50, 50, 0),  # says nothing: half of the round trip
        (-20, -50, 50, 0),  # later than the line allows
        (-50, -50, 50, 0),
        (-55, -55, 55, 0),  # the busier way is possible, and so is the usual one
        (-58, -58, 58, 0),
        (-250, -58, 250, 192),  # sent again, or a lie: it may be true, and is not believed
        (-60_000, -58, 2_058, 59_942),  # a false clock
        (+30, -50, 50, 0),
    ],
)
def test_what_is_claimed_beyond_the_way_is_not_believed_and_widens_the_uncertainty(
    said: int | None, at: int, uncertainty: int, cut: int
) -> None:
    pressed_at = None if said is None else ARRIVED + said
    made = estimate(arrived=ARRIVED, pressed_at=pressed_at, trip=Trip(100, 100), rule=RULE)
    assert (made.at - ARRIVED, made.uncertainty, made.cut, made.half) == (at, uncertainty, cut, 50)


@pytest.mark.parametrize(
    ("said", "at", "uncertainty", "reach"),
    [
        (None, -1, 149, 150),
        (-75, -9, 141, 150),  # what its clock says where both directions took as long
        (-95, -9, 161, 170),  # this press took 20 ms more
        (-60_000, -9, 2_009, 2_000),  # a false clock
    ],
)
def test_a_press_may_have_been_under_way_for_the_whole_acknowledged_round_trip_though_it_is_not_believed(
    said: int | None, at: int, uncertainty: int, reach: int
) -> None:
    pressed_at = None if said is None else 1_000 + said
    made = estimate(arrived=1_000, pressed_at=pressed_at, trip=Trip(150, 2), rule=PressRule())
    assert (made.at - 1_000, made.uncertainty, made.reach) == (at, uncertainty, reach)
    assert made.uncertainty - made.widened <= 9, "nobody can force a draw or another press by slow answers"
    assert made.half == 1, "what is a foul or too late stays as it was"


def test_an_entry_without_that_reach_is_decided_as_it_was() -> None:
    made = estimate(arrived=1_000, pressed_at=925, trip=Trip(150, 2, whole=False), rule=PressRule())
    assert (made.at, made.uncertainty, made.widened, made.reach) == (991, 75, 66, 0)


def test_a_station_that_was_not_measured_counts_from_its_arrival_and_may_have_been_as_early_as_it_says() -> None:
    made = estimate(arrived=ARRIVED, pressed_at=ARRIVED - 30, trip=UNMEASURED, rule=RULE)
    assert (made.at, made.uncertainty, made.cut) == (ARRIVED, 30, 30)


@given(anything, anything, ways, st.data())
def test_no_liar_is_dated_earlier_than_the_honest_stations_ways_allow(
    pressed_at: int, best: int, honest: list[int], data: st.DataObject
) -> None:
    liars = data.draw(st.lists(st.integers(0, 10**6), max_size=len(honest)))
    others = seen(*data.draw(st.permutations([*honest, *liars])))
    made = estimate(arrived=ARRIVED, pressed_at=pressed_at, trip=trusted(RoundTrip(best), others), rule=RULE)
    assert 0 <= ARRIVED - made.at <= max(honest) // 2 + ALLOWANCE


@given(anything, anything, st.integers(0, 1_000), st.lists(st.integers(0, 10**6), max_size=9))
def test_where_the_systems_measured_the_line_no_lie_of_any_number_helps(
    pressed_at: int, best: int, line: int, others: list[int]
) -> None:
    trip = trusted(RoundTrip(best, line), seen(*others))
    made = estimate(arrived=ARRIVED, pressed_at=pressed_at, trip=trip, rule=RULE)
    assert ARRIVED - made.at <= line // 2 + ALLOWANCE


@given(st.integers(0, 200), st.integers(0, 400), st.integers(0, 2_000), st.integers(0, LONGEST_TRIP))
def test_the_true_moment_of_an_honest_press_lies_within_its_uncertainty(
    up: int, down: int, delayed: int, best: int
) -> None:
    """Its clock is wrong by half of the difference of both directions, which nobody can see."""
    made_at = ARRIVED - up - delayed
    trip = trusted(RoundTrip(up + down + best, min(up + down, LONGEST_TRIP)), [])
    made = estimate(arrived=ARRIVED, pressed_at=made_at + (up - down) // 2, trip=trip, rule=RULE)
    if up + down <= LONGEST_TRIP:
        assert made.at - made.uncertainty - 1 <= made_at <= made.at + made.uncertainty


@given(st.integers(0, 200), st.integers(0, 200), st.integers(0, 400), ways)
def test_so_does_that_of_one_whose_line_is_longer_than_is_believed(
    up: int, down: int, delayed: int, others: list[int]
) -> None:
    """Without a figure of the system the other stations' lines are the limit."""
    made_at = ARRIVED - up - delayed
    trip = trusted(RoundTrip(up + down), seen(*others))
    made = estimate(arrived=ARRIVED, pressed_at=made_at + (up - down) // 2, trip=trip, rule=RULE)
    assert made.at - made.uncertainty - 1 <= made_at <= made.at + made.uncertainty


def press(team: str, arrived: int, said: int, trip: Trip) -> Press:
    """A legal press as the ledger keeps it."""
    made = estimate(arrived=arrived, pressed_at=said, trip=trip, rule=RULE)
    return Press(team, team, "a", arrived, made.at, made.uncertainty, "legal", "tablet", 1, widened=made.widened)


@pytest.mark.parametrize("tie", ["estimate", "arrival", "rearm", "draw"])
def test_a_claim_that_was_cut_calls_people_and_forces_neither_a_draw_nor_another_round(tie: str) -> None:
    first = press("A", ARRIVED, ARRIVED - 5, Trip(10, 10))
    liar = press("B", ARRIVED + 60, ARRIVED - 10_000, Trip(900, 10))
    result = award((first, liar), PressRule(tie=tie), lot=1)  # type: ignore[arg-type]
    assert (result.winner, result.close_call, result.by) == ("A", True, "estimate")


@pytest.mark.parametrize(
    ("tie", "winner", "by"),
    [("estimate", "A", "estimate"), ("arrival", "B", "arrival"), ("rearm", None, "rearm"), ("draw", "B", "draw")],
)
def test_the_sheet_says_what_becomes_of_two_within_their_uncertainty(tie: str, winner: str | None, by: str) -> None:
    slow = press("A", ARRIVED + 30, ARRIVED - 20, Trip(100, 100))
    near = press("B", ARRIVED, ARRIVED - 5, Trip(10, 10))
    result = award((slow, near), PressRule(tie=tie), lot=1)  # type: ignore[arg-type]
    assert (result.winner, result.margin, result.close_call, result.by) == (winner, 15, True, by)


def named(cells: tuple[Cell, ...], name: str) -> Cell:
    return next(cell for cell in cells if cell.name == name)


@pytest.mark.parametrize("cell", [cell for cell in CELLS if cell.steady], ids=lambda cell: cell.name)
def test_on_a_steady_line_who_was_first_by_20_ms_wins_and_no_wrong_call_is_called_clear(cell: Cell) -> None:
    assert list(missed({cell: played(cell, TRIALS)}, {})) == []


@pytest.mark.parametrize("cell", [cell for cell in CELLS if not cell.steady], ids=lambda cell: cell.name)
def test_on_a_bad_line_no_wrong_call_is_called_clear(cell: Cell) -> None:
    assert list(missed({cell: played(cell, TRIALS)}, {})) == []


@pytest.mark.parametrize("name", ["all 1/1", "all 5/5", "all 5/5, no figure of the system"])
def test_in_a_hall_a_lie_gains_less_than_it_did(name: str) -> None:
    cell = named(LIARS, name)
    assert reach(cell, "now", TRIALS) <= reach(cell, "first", TRIALS)


def test_a_lie_on_a_long_line_gains_no_more_than_the_allowance() -> None:
    cell = named(LIARS, "liar 50/50, others 5/5")
    assert reach(cell, "now", TRIALS) <= ALLOWANCE
