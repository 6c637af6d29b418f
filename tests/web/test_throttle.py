"""Guessing at the doors: slowed down by address and in all, and never at the cost of those who know their code."""

from __future__ import annotations

from contextlib import suppress

import pytest
from structlog.testing import capture_logs

from scoreboard.web import throttle
from scoreboard.web.errors import TooMany
from scoreboard.web.throttle import Rule, Throttle
from scoring.engine.errors import Forbidden

OWN, COMMON = Rule(free=4, window=100, gap=2, wait=10), Rule(free=20, window=1000, gap=1, wait=5)


class Door:
    """A door whose clock stands still while nobody waits at it alone."""

    def __init__(self) -> None:
        self.time = 0.0
        self.waited: list[float] = []
        self.tries = Throttle("door", OWN, COMMON, sleep=self.waited.append, clock=lambda: self.time)

    def wrong(self, who: str, times: int = 1) -> list[float]:
        """Wrong tries in the same instant; how long each had to wait, without those that were refused."""
        del self.waited[:]
        for _ in range(times):
            with suppress(TooMany, Forbidden), self.tries.of(who):
                raise Forbidden("ticket-unknown")
        return list(self.waited)

    def right(self, who: str) -> float:
        """How long a right try has to wait."""
        with self.tries.of(who):
            return self.waited[-1]


@pytest.fixture
def door() -> Door:
    return Door()


def test_the_first_wrong_tries_cost_nothing_then_the_gap_grows_to_its_bound(door: Door) -> None:
    assert door.wrong("a", 12) == [0, 0, 0, 0, 0, 0.5, 1.5, 3.0, 5.0, 7.0, 9.0]


def test_a_try_that_would_wait_too_long_is_refused_and_told_when_to_come_again(door: Door) -> None:
    door.wrong("a", 11)
    with pytest.raises(TooMany) as refused, door.tries.of("a"):
        raise AssertionError("nobody looks at the code")
    assert dict(refused.value.fields) == {"seconds": 11}
    door.time = 1.5
    assert door.right("a") == 9.5


def test_whoever_knows_the_code_waits_behind_the_guesser_of_his_address_and_nobody_elsewhere_does(door: Door) -> None:
    door.wrong("a", 8)
    assert door.right("a") == 5.0
    assert door.right("b") == 0.0


def test_one_guesser_cannot_use_up_what_belongs_to_all(door: Door) -> None:
    for second in range(0, 3600, 2):
        door.time = float(second)
        door.wrong("a")
    assert door.right("b") <= COMMON.gap


def test_guessers_at_many_addresses_slow_everybody_down_to_a_bound_and_shut_nobody_out(door: Door) -> None:
    for n in range(1000):
        door.wrong(f"guesser {n}")
    assert door.right("a rightful tablet") == COMMON.wait


def test_wrong_tries_are_forgotten_after_their_time(door: Door) -> None:
    door.wrong("a", 9)
    door.time = 100.0
    assert door.wrong("a", 4) == [0, 0, 0, 0]


def test_a_right_try_counts_for_nothing(door: Door) -> None:
    for _ in range(50):
        assert door.right("a") == 0.0


def test_only_so_many_addresses_are_remembered(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "MOST_LINES", 3)
    for who in ("a", "b", "c", "a", "d", "e"):
        door.wrong(who)
    assert list(door.tries._lines) == ["a", "d", "e"]


def test_the_log_says_once_that_somebody_guesses(door: Door) -> None:
    with capture_logs() as lines:
        door.wrong("192.0.2.7", 10)
    assert [(line["event"], line["door"], line["address"]) for line in lines] == [
        ("many-wrong-tries", "door", "192.0.2.7")
    ]
