"""What one sender may send: a burst, then so much a second, over all that he sends it on."""

from __future__ import annotations

import pytest

from scoreboard.server import share as module
from scoreboard.server.share import Rate, Share, Shares

RATE = Rate(burst=10, a_second=2)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_is_free_then_so_many_a_second_go_on() -> None:
    clock = Clock()
    share = Share(RATE, clock)
    assert [share.spend() for _ in range(11)] == [True] * 10 + [False]
    clock.now = 1.0
    assert [share.spend() for _ in range(3)] == [True, True, False]


def test_a_rest_fills_the_share_and_never_more_than_that() -> None:
    clock = Clock()
    share = Share(RATE, clock)
    clock.now = 3600.0
    assert [share.spend() for _ in range(11)] == [True] * 10 + [False]


def test_a_kilobyte_costs_as_much_again_as_a_message() -> None:
    share = Share(RATE, Clock())
    assert share.spend(4 * 1024)
    assert not share.spend(5 * 1024)
    assert share.spend(4 * 1024)
    assert not share.spend()


def test_one_sender_has_one_share_and_another_has_his_own() -> None:
    shares = Shares(RATE, Clock())
    assert [shares.of("a").spend() for _ in range(11)] == [True] * 10 + [False]
    assert shares.of("b").spend()


def test_only_so_many_senders_are_remembered_and_who_sends_is_not_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_KEPT", 2)
    shares = Shares(RATE, Clock())
    guesser = shares.of("a")
    shares.of("b")
    assert shares.of("a") is guesser
    shares.of("c")
    assert shares.of("a") is guesser
