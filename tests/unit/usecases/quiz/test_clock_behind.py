"""A machine whose clock is behind what it has recorded: the match goes on from where it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoreboard.services import ServerClock
from scoring.usecases.perform import start_clock
from tests.fakes import fake_context
from tests.halls import Hall, set_up
from tests.sheets import ALL, HEAD, PRESS

NS = 1_000_000
HOUR = 3_600_000


class Machine:
    """The two clocks of a computer, in ns: its wall clock can be set, the other only runs."""

    def __init__(self, wall: int) -> None:
        self.wall, self.steady = wall * NS, 5_000 * NS

    def advance(self, ms: int) -> None:
        self.wall += ms * NS
        self.steady += ms * NS

    def clock(self) -> ServerClock:
        return ServerClock(lambda: self.wall, lambda: self.steady)


def restarted(hall: Hall, behind: int) -> tuple[Hall, Machine]:
    """The same hall after its server was restarted on a machine whose clock is ``behind`` the last entry by so many
    ms."""
    machine = Machine(hall.state.at - behind)
    ctx = replace(hall.ctx, clock=machine.clock())
    start_clock(ctx)
    return replace(hall, ctx=ctx), machine


@pytest.fixture
def hall() -> Hall:
    made = set_up(fake_context(), sheet=HEAD + ALL + PRESS)
    made.do("match.open")
    return made


def test_server_time_starts_at_the_newest_entry_and_runs_on(hall: Hall) -> None:
    newest = hall.state.at
    hall, machine = restarted(hall, HOUR)
    assert hall.ctx.clock.now() == newest
    machine.advance(1_500)
    assert hall.ctx.clock.now() == newest + 1_500
    assert hall.ctx.clock.behind() == HOUR


def test_a_clock_that_is_right_is_left_alone(hall: Hall) -> None:
    hall, machine = restarted(hall, -HOUR)
    assert hall.ctx.clock.now() == machine.wall // NS
    assert hall.ctx.clock.behind() == 0


def test_the_wall_clock_put_right_meanwhile_is_not_behind_any_more_and_moves_no_deadline(hall: Hall) -> None:
    hall, machine = restarted(hall, HOUR)
    before = hall.ctx.clock.now()
    machine.wall += HOUR * NS
    assert (hall.ctx.clock.now(), hall.ctx.clock.behind()) == (before, 0)


def test_after_a_restart_with_the_clock_behind_an_answer_clock_still_ends(hall: Hall) -> None:
    hall.do("round.begin", round="all")
    hall.do("item.present")
    hall.do("clock.start")
    hall, machine = restarted(hall, HOUR)
    machine.advance(20_001)
    assert hall.do("item.close").at == hall.entries()[-2].at + 20_001


def test_after_a_restart_with_the_clock_behind_a_press_is_legal_and_awarded(hall: Hall) -> None:
    hall.do("round.begin", round="press")
    hall.do("item.present")
    hall, machine = restarted(hall, HOUR)
    hall.do("press.arm")
    machine.advance(700)
    arming = hall.state.items[-1].armings[-1].id
    hall.do("press.record", hall.seat(0), team=hall.teams[0], press="p", arming=arming)
    machine.advance(300)
    hall.tick()
    assert hall.state.items[-1].answering == hall.teams[0]


def test_a_book_from_a_clock_ahead_that_comes_while_the_server_runs_is_led_from_its_own_time(hall: Hall) -> None:
    """Nothing has started the clock anew: the command that meets the later entry does."""
    hall.do("round.begin", round="press")
    hall.do("item.present")
    hall.do("press.arm")
    machine = Machine(hall.state.at - HOUR)
    hall = replace(hall, ctx=replace(hall.ctx, clock=machine.clock()))
    hall.tick()
    machine.advance(700)
    arming = hall.state.items[-1].armings[-1].id
    hall.do("press.record", hall.seat(1), team=hall.teams[1], press="p", arming=arming)
    assert hall.state.items[-1].armings[-1].presses[-1].standing == "legal"
