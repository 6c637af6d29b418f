"""One thread that waits for many connections: each call comes once, and one that may wait has a thread of its own."""

from __future__ import annotations

import gc
import select
import socket
import threading
import weakref
from collections.abc import Callable, Iterator

import pytest

from scoreboard.server.watch import HubWatch, ThreadWatch

pytestmark = pytest.mark.skipif(not hasattr(select, "epoll"), reason="this system has no epoll: the stock way is used")

PATIENCE = 60


@pytest.fixture(scope="module")
def watch() -> ThreadWatch:
    return ThreadWatch()


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    yield ours, theirs
    ours.close()
    theirs.close()


def test_who_asks_is_called_once_for_what_has_come(watch: ThreadWatch, pair: tuple[socket.socket, ...]) -> None:
    ours, theirs = pair
    called = threading.Semaphore(0)
    watch.readable(ours.fileno(), called.release)
    theirs.send(b"a")
    assert called.acquire(timeout=PATIENCE)
    theirs.send(b"b")
    assert not called.acquire(timeout=0.2)
    watch.readable(ours.fileno(), called.release)
    assert called.acquire(timeout=PATIENCE)
    watch.forget(ours.fileno())


def test_reading_and_writing_are_asked_for_apart(watch: ThreadWatch, pair: tuple[socket.socket, ...]) -> None:
    ours, theirs = pair
    came, free = threading.Event(), threading.Event()
    watch.readable(ours.fileno(), came.set)
    watch.writable(ours.fileno(), free.set)
    assert free.wait(PATIENCE)
    assert not came.is_set()
    theirs.send(b"a")
    assert came.wait(PATIENCE)
    watch.forget(ours.fileno())


def test_the_end_of_a_connection_can_be_read(watch: ThreadWatch, pair: tuple[socket.socket, ...]) -> None:
    ours, theirs = pair
    came = threading.Event()
    watch.readable(ours.fileno(), came.set)
    theirs.close()
    assert came.wait(PATIENCE)
    watch.forget(ours.fileno())


def test_a_reader_that_waits_holds_up_nobody(watch: ThreadWatch, pair: tuple[socket.socket, ...]) -> None:
    ours, theirs = pair
    go_on, begun, came = threading.Event(), threading.Event(), threading.Event()

    def waits() -> None:
        begun.set()
        go_on.wait(PATIENCE)

    other, far = socket.socketpair()
    with other, far:
        watch.readable(ours.fileno(), waits)
        theirs.send(b"a")
        assert begun.wait(PATIENCE)
        watch.readable(other.fileno(), came.set)
        far.send(b"b")
        assert came.wait(PATIENCE)
        watch.forget(other.fileno())
    go_on.set()
    watch.forget(ours.fileno())


def test_nobody_is_called_for_what_is_forgotten(watch: ThreadWatch, pair: tuple[socket.socket, ...]) -> None:
    ours, theirs = pair
    came = threading.Event()
    watch.readable(ours.fileno(), came.set)
    watch.forget(ours.fileno())
    theirs.send(b"a")
    assert not came.wait(0.2)


def test_a_call_that_fails_takes_no_thread_from_the_others(pair: tuple[socket.socket, ...]) -> None:
    watch, (ours, theirs) = ThreadWatch(workers=1), pair
    came, free = threading.Event(), threading.Event()

    def fails() -> None:
        raise RuntimeError("of one connection")

    watch.readable(ours.fileno(), fails)
    watch.writable(ours.fileno(), fails)
    theirs.send(b"a")
    other, far = socket.socketpair()
    with other, far:
        watch.readable(other.fileno(), came.set)
        watch.writable(other.fileno(), free.set)
        far.send(b"b")
        assert came.wait(PATIENCE)
        assert free.wait(PATIENCE)
        watch.forget(other.fileno())
    watch.forget(ours.fileno())


class Listener:
    """As eventlet's: it holds whom to call."""

    def __init__(self, call: Callable[[], None]) -> None:
        self.call = call


class Hub:
    """As eventlet's: what it has gathered it calls, also what was removed meanwhile."""

    READ, WRITE = "read", "write"

    def __init__(self) -> None:
        self.asked: list[Callable[[], None]] = []
        self.held: list[object] = []

    def add(self, _kind: str, _fd: int, call: Callable[[], None], *_: object) -> object:
        self.asked.append(call)
        self.held.append(listener := Listener(call))
        return listener

    def remove(self, listener: object) -> None:
        self.held.remove(listener)


def test_who_was_forgotten_while_the_hub_calls_others_is_called_no_more_and_takes_nothing_from_a_newcomer() -> None:
    hub, called = Hub(), list[str]()
    watch = HubWatch(hub, lambda call: call())
    watch.readable(7, lambda: called.append("gone"))
    watch.forget(7)
    hub.asked[0]()
    watch.readable(7, lambda: called.append("newcomer"))  # the descriptor is used again
    hub.asked[0]()
    assert (called, len(hub.held)) == ([], 1)
    hub.asked[1]()
    assert (called, hub.held) == (["newcomer"], [])


def test_nothing_of_a_wait_is_left_for_the_collector() -> None:
    hub, called = Hub(), list[str]()
    watch = HubWatch(hub, lambda call: call())
    gc.disable()
    try:
        watch.readable(7, lambda: called.append("told"))
        asked = hub.asked.pop()
        waits = weakref.ref(asked)
        asked()
        asked()  # a hub that tells twice tells nobody
        del asked
        assert (called, waits()) == (["told"], None)
        watch.readable(7, lambda: called.append("never"))
        forgotten = weakref.ref(hub.asked.pop())
        watch.forget(7)
        assert (forgotten(), hub.held) == (None, [])
    finally:
        gc.enable()
