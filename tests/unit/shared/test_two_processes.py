"""Two processes of a server see the same seats, rates, attempts and press tests."""

from __future__ import annotations

import pytest

from scoreboard.live.presence import Presence
from scoreboard.live.quiz.messages import PressTest
from scoreboard.live.quiz.press_tests import PressTests
from scoreboard.live.rate_limit import BURST, FULL_AFTER, Bucket, RateLimit
from scoreboard.shared.protocol import Shared
from scoreboard.web.auth import Seat
from scoreboard.web.errors import TooMany
from scoreboard.web.throttle import AttemptQueue, Rule, Throttle
from scoring.engine.actors import Actor
from scoring.engine.errors import Forbidden, Refused
from scoring.engine.quiz.press import Trip
from tests.fakes import FakeClock, fake_context
from tests.halls import HOST, set_up
from tests.unit.shared.test_contract import NOW, make, shared

__all__ = ("make", "shared")
"""Fixtures: the shared store of each kind."""

STREAM = "match:m1"


def test_a_seat_that_a_device_took_in_one_is_taken_in_the_other(shared: Shared) -> None:
    first, second = Presence(shared), Presence(shared)
    arrive = {"stream": STREAM, "ticket": "t1", "role": "team", "now": NOW}
    assert first.arrive(device="d1", sid="s1", **arrive)  # type: ignore[arg-type]
    assert not second.arrive(device="d2", sid="s2", **arrive)  # type: ignore[arg-type]
    assert not second.hold(device="d2", **arrive)  # type: ignore[arg-type]
    assert first.decide(STREAM, "t1", "d2", approve=True) == ({"s2"}, {"s1"})
    assert (first.is_seated("s1"), second.is_seated("s2")) == (False, True)


def test_messages_over_both_are_counted_together(shared: Shared) -> None:
    first, second = RateLimit(shared), RateLimit(shared)
    for _ in range(BURST // 2):
        first.take("s1", NOW)
        second.take("s1", NOW)
    with pytest.raises(Refused, match="too-many-messages"):
        first.take("s1", NOW)
    first.take("s2", NOW)


def test_a_rate_and_failed_attempts_are_kept_for_as_long_as_they_count(shared: Shared, clock: FakeClock) -> None:
    rule = Rule(free=2, window=100, gap=10, wait=4)
    throttle = Throttle("tickets", rule, rule, shared, sleep=lambda _: None, clock=lambda: clock.now() / 1000)
    RateLimit(shared).take("s1", clock.now())
    with pytest.raises(Forbidden), throttle.attempt("192.0.2.7"):
        raise Forbidden("ticket-unknown")
    rates, attempts = shared.table("message rates", Bucket), shared.table("attempts at tickets", AttemptQueue)
    clock.advance(FULL_AFTER - 1)
    assert (len(rates), len(attempts)) == (1, 1)
    clock.advance(1)
    assert (len(rates), len(attempts)) == (0, 1)
    clock.advance(100_000 - FULL_AFTER)
    assert len(attempts) == 0


def test_failed_attempts_at_both_are_counted_together(shared: Shared) -> None:
    rule = Rule(free=2, window=100, gap=10, wait=4)
    waited: list[float] = []
    first, second = (
        Throttle("tickets", rule, Rule(100, 100, 1, 1), shared, sleep=waited.append, clock=lambda: 0.0)
        for _ in range(2)
    )
    for throttle in (first, second, first):
        with pytest.raises(Forbidden), throttle.attempt("192.0.2.7"):
            raise Forbidden("ticket-unknown")
    with pytest.raises(TooMany, match="too-many-tries"), second.attempt("192.0.2.7"):
        pass
    assert waited == [0, 0, 0]


def test_a_press_test_that_was_started_in_one_is_pressed_in_the_other(shared: Shared, clock: FakeClock) -> None:
    hall = set_up(fake_context(clock=clock))
    first, second = PressTests(hall.ctx, shared), PressTests(hall.ctx, shared)
    host = Seat(HOST, hall.match, hall.stream, "host", "", 0, "主持人", "d1", "h")
    team = Seat(Actor("ticket:t", "team", "a"), hall.match, hall.stream, "team", "a", 0, "甲队", "d2", "t")
    first.take(host, PressTest(start=True), None)
    clock.advance(250)
    assert second.take(team, PressTest(press="p1"), Trip(0))["after"] == 250
