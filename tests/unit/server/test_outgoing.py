"""The way out of a connection: nothing waits for the other side, and of views only the newest is kept."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from scoreboard.server.outgoing import Outgoing
from scoreboard.server.websocket import TEXT, frame

LARGE = 4_000_000
"""Bytes: more than any system keeps for a connection."""


@dataclass
class ByHand:
    """Waits for nobody: the test says when a connection takes more."""

    asked: list[Callable[[], None]] = field(default_factory=list)

    def readable(self, fd: int, call: Callable[[], None]) -> None:
        raise AssertionError("nobody reads here")

    def writable(self, fd: int, call: Callable[[], None]) -> None:
        self.asked.append(call)

    def forget(self, fd: int) -> None:
        self.asked.clear()


@dataclass
class Way:
    out: Outgoing
    theirs: socket.socket
    watch: ByHand

    def all_that_comes(self) -> bytes:
        """Read on the other side, and let the way out go on, until nothing is left."""
        got = bytearray()
        self.theirs.setblocking(False)
        while True:
            try:
                got += self.theirs.recv(1 << 20)
            except BlockingIOError:
                if not self.watch.asked:
                    return bytes(got)
                self.watch.asked.pop()()


@pytest.fixture
def way() -> Iterator[Way]:
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    watch = ByHand()
    yield Way(Outgoing(ours, watch, {"here"}), theirs, watch)
    ours.close()
    theirs.close()


def test_what_the_connection_takes_is_sent_at_once(way: Way) -> None:
    way.out.push(b"one")
    way.out.push(b"two")
    assert way.theirs.recv(100) == b"onetwo"
    assert (way.out.waiting(), way.watch.asked) == (0, [])


def test_the_rest_follows_whole_and_in_order_and_is_asked_for_once(way: Way) -> None:
    first = bytes(range(256)) * (LARGE // 256)
    way.out.push(first)
    way.out.push(b"second")
    assert (way.out.waiting(), len(way.watch.asked)) == (2, 1)
    assert way.all_that_comes() == first + b"second"
    assert way.out.waiting() == 0


def test_of_each_kind_of_view_the_newest_alone_waits_behind_what_was_begun(way: Way) -> None:
    way.out.push(b"x" * LARGE, "view")
    for number in range(100):
        way.out.push(b"v%03d" % number, "view")
        way.out.push(b"p%03d" % number, "presence")
    way.out.push(b"ack")
    assert way.out.waiting() == 4
    assert way.all_that_comes() == b"x" * LARGE + b"v099" + b"p099" + b"ack"


def test_what_is_no_view_keeps_its_place_between_views(way: Way) -> None:
    way.out.push(b"x" * LARGE)
    for data, kind in ((b"v1", "view"), (b"ack", ""), (b"v2", "view")):
        way.out.push(data, kind)
    assert way.all_that_comes() == b"x" * LARGE + b"ack" + b"v2"


def test_whoever_is_not_in_the_room_gets_nothing_of_it(way: Way) -> None:
    way.out.push(b"other", "view", "elsewhere")
    way.out.push(b"own", "view", "here")
    way.out.rooms.discard("here")
    way.out.push(b"late", "view", "here")
    assert way.all_that_comes() == b"own"


def test_a_view_that_waits_is_forgotten_and_the_rest_of_what_was_begun_is_sent(way: Way) -> None:
    way.out.push(b"x" * LARGE, "view")
    way.out.push(b"secret", "view")
    way.out.push(b"word")
    way.out.forget({"view"})
    assert way.all_that_comes() == b"x" * LARGE + b"word"
    way.out.push(b"again", "view")
    assert way.all_that_comes() == b"again"


def test_after_the_other_side_has_gone_nothing_is_kept(way: Way) -> None:
    way.theirs.close()
    for _ in range(3):
        way.out.push(b"x" * LARGE)
    assert way.out.waiting() == 0


def test_the_other_side_may_go_while_something_waits_for_it(way: Way) -> None:
    for data in (b"x" * LARGE, b"more"):
        way.out.push(data)
    way.theirs.close()
    way.watch.asked.pop()()
    assert (way.out.waiting(), way.watch.asked) == (0, [])


def test_after_the_end_nothing_is_sent(way: Way) -> None:
    way.out.push(b"x" * LARGE)
    way.out.end()
    way.out.push(b"late")
    assert way.out.waiting() == 0
    assert set(way.all_that_comes()) <= set(b"x")


def test_a_frame_that_went_to_the_connection_in_parts_is_read_as_one(way: Way) -> None:
    whole = frame(TEXT, "擂台".encode() * 700_000)
    way.out.push(whole)
    assert way.all_that_comes() == whole
