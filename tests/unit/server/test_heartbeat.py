"""The heartbeat of all connections: each is called once its time has come, in order, by one thread."""

from __future__ import annotations

import threading

from scoreboard.server.heartbeat import Heartbeat

PATIENCE = 60


def test_each_is_called_once_and_in_the_order_in_which_they_are_due() -> None:
    heartbeat, called, over = Heartbeat(0.2), list[int](), threading.Event()
    for number in range(5):
        heartbeat.again(lambda number=number: called.append(number))  # type: ignore[misc]
    heartbeat.again(over.set)
    assert over.wait(PATIENCE)
    assert called == [0, 1, 2, 3, 4]


def test_who_is_called_may_ask_again() -> None:
    heartbeat, times, over = Heartbeat(0.05), list[int](), threading.Event()

    def beat() -> None:
        times.append(1)
        (over.set if len(times) == 3 else lambda: heartbeat.again(beat))()

    heartbeat.again(beat)
    assert over.wait(PATIENCE)
    assert len(times) == 3


def test_after_a_rest_it_begins_again() -> None:
    heartbeat = Heartbeat(0.01)
    for _ in range(2):
        over = threading.Event()
        heartbeat.again(over.set)
        assert over.wait(PATIENCE)
        while heartbeat._running:
            threading.Event().wait(0.01)


def test_one_that_fails_costs_the_others_nothing() -> None:
    heartbeat, over = Heartbeat(0.01), threading.Event()

    def fails() -> None:
        raise RuntimeError("no thread is left")

    heartbeat.again(fails)
    heartbeat.again(over.set)
    assert over.wait(PATIENCE)
