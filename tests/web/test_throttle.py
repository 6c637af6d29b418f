"""Guessing codes and passwords: slowed down by address and in all, never at the cost of those who know theirs."""

from __future__ import annotations

import heapq
from contextlib import suppress

import pytest
from structlog.testing import capture_logs

from scoreboard.shared.memory import Memory
from scoreboard.web import throttle
from scoreboard.web.errors import TooMany
from scoreboard.web.security import TICKETS
from scoreboard.web.throttle import Rule, Throttle
from scoring.engine.errors import Forbidden

OWN, COMMON = Rule(free=4, window=100, gap=2, wait=10), Rule(free=20, window=1000, gap=1, wait=5)


class Tickets:
    """A throttle whose clock stands still."""

    def __init__(self) -> None:
        self.time = 0.0
        self.waited: list[float] = []
        self.throttle = Throttle("tickets", OWN, COMMON, Memory(), sleep=self.waited.append, clock=lambda: self.time)

    def wrong(self, who: str, times: int = 1) -> list[float]:
        """Failed attempts in the same instant; how long each had to wait, without those that were refused."""
        del self.waited[:]
        for _ in range(times):
            with suppress(TooMany, Forbidden), self.throttle.attempt(who):
                raise Forbidden("ticket-unknown")
        return list(self.waited)

    def right(self, who: str, *, known: bool = False) -> float:
        """How long an attempt with the right code has to wait."""
        with self.throttle.attempt(who, known=known):
            return self.waited[-1]


@pytest.fixture
def tickets() -> Tickets:
    return Tickets()


def test_the_first_failed_attempts_cost_nothing_then_the_gap_grows_to_its_bound(tickets: Tickets) -> None:
    assert tickets.wrong("a", 12) == [0, 0, 0, 0, 0, 0.5, 1.5, 3.0, 5.0, 7.0, 9.0]


def test_an_attempt_that_would_wait_too_long_is_refused_and_told_when_to_come_again(tickets: Tickets) -> None:
    tickets.wrong("a", 11)
    with pytest.raises(TooMany) as refused, tickets.throttle.attempt("a"):
        raise AssertionError("nobody looks at the code")
    assert dict(refused.value.fields) == {"seconds": 11}
    tickets.time = 1.5
    assert tickets.right("a") == 9.5


def test_whoever_knows_the_code_waits_behind_the_guesser_of_his_address_and_nobody_elsewhere_does(
    tickets: Tickets,
) -> None:
    tickets.wrong("a", 8)
    assert tickets.right("a") == 5.0
    assert tickets.right("b") == 0.0


def test_one_guesser_cannot_use_up_what_belongs_to_all(tickets: Tickets) -> None:
    for second in range(0, 3600, 2):
        tickets.time = float(second)
        tickets.wrong("a")
    assert tickets.right("b") <= COMMON.gap


def test_guessers_at_many_addresses_slow_everybody_down_to_a_bound_and_shut_nobody_out(tickets: Tickets) -> None:
    for n in range(1000):
        tickets.wrong(f"guesser {n}")
    assert tickets.right("a rightful tablet") == COMMON.wait


def test_a_device_that_has_entered_before_waits_for_nobody(tickets: Tickets) -> None:
    for n in range(1000):
        tickets.wrong(f"guesser {n}")
    assert tickets.right("its own", known=True) == 0.0


def test_a_known_device_that_guesses_slows_itself_down_and_nobody_else(tickets: Tickets) -> None:
    for _ in range(10):
        with suppress(Forbidden), tickets.throttle.attempt("its own", known=True):
            raise Forbidden("ticket-unknown")
    assert tickets.right("its own", known=True) == 9.0
    assert tickets.right("a") == 0.0


@pytest.mark.parametrize("parallel", [4, 60, 600, 2000, 4000])
def test_a_newcomer_behind_the_address_of_a_guesser_waits_for_no_guess_and_each_wrong_code_is_held(
    parallel: int,
) -> None:
    """The guesser sends his next try as soon as one of so many is answered; newcomers come at any moment."""
    now, waits = 0.0, list[float]()
    throttle = Throttle("tickets", *TICKETS, Memory(), sleep=waits.append, clock=lambda: now)
    answered = [0.0] * parallel
    tries = 0
    while answered[0] < 120:
        now, tries = heapq.heappop(answered), tries + 1
        with suppress(Forbidden), throttle.guess("hall"):
            raise Forbidden("ticket-unknown")
        heapq.heappush(answered, now + max(0.003, waits[-1]))
        if tries % 100 == 0:
            before = len(waits)
            with throttle.guess("hall"):
                pass
            assert len(waits) == before
    assert max(waits) <= TICKETS[0].wait == 30
    assert tries <= 120 * max(1 / TICKETS[0].gap, parallel / 30) + parallel + 120


def test_failed_attempts_are_forgotten_after_their_time(tickets: Tickets) -> None:
    tickets.wrong("a", 9)
    tickets.time = 100.0
    assert tickets.wrong("a", 4) == [0, 0, 0, 0]


def test_an_attempt_with_the_right_code_counts_for_nothing(tickets: Tickets) -> None:
    for _ in range(50):
        assert tickets.right("a") == 0.0


def test_only_so_many_addresses_are_remembered(tickets: Tickets, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "MOST_QUEUES", 3)
    for second, who in enumerate(("a", "b", "c", "a", "d", "e")):
        tickets.time = float(second)
        tickets.wrong(who)
    assert sorted(who for who, _ in tickets.throttle._queues.items()) == ["a", "d", "e"]


def test_the_log_says_once_that_somebody_guesses(tickets: Tickets) -> None:
    with capture_logs() as lines:
        tickets.wrong("192.0.2.7", 10)
    assert [(line["event"], line["door"], line["address"]) for line in lines] == [
        ("many-wrong-tries", "tickets", "192.0.2.7")
    ]
