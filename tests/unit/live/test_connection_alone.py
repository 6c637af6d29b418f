"""A connection without a thread: read where something has come, cut where it takes too little, closed by its reader."""

from __future__ import annotations

import select
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import engineio
import pytest
from engineio.packet import MESSAGE, Packet

from scoreboard.live.connection import HANDSHAKE, MOST_BYTES, MOST_WAITING
from scoreboard.live.connection_alone import FannedConnection
from scoreboard.server import engineio_parts
from scoreboard.server.connection_limit import KEEP
from scoreboard.server.log import of_library
from scoreboard.server.websocket import PING, PONG, TEXT, frame, unmasked
from tests.live.attacks import MASK
from tests.live.attacks import frame as masked_frame

pytestmark = pytest.mark.skipif(not hasattr(select, "epoll"), reason="this system has no epoll: the stock way is used")

PATIENCE = 20
KEY = {**HANDSHAKE, "HTTP_SEC_WEBSOCKET_KEY": "AAAAAAAAAAAAAAAAAAAAAA==", "HTTP_UPGRADE": "websocket"}


def said(text: str) -> bytes:
    """A message of a client."""
    return masked_frame(TEXT, unmasked(text.encode(), MASK))


@dataclass
class Line:
    """A connection that is a websocket, its other end, and what its server was told."""

    ours: FannedConnection
    theirs: socket.socket
    heard: list[str]
    gone: threading.Event
    released: threading.Event


@pytest.fixture
def line() -> Iterator[Line]:
    yield from opened(first=())


def opened(first: tuple[str, ...]) -> Iterator[Line]:
    heard, gone, released = list[str](), threading.Event(), threading.Event()
    server = engineio.Server(async_mode="threading", monitor_clients=False, logger=of_library("engineio"))
    server.async_handlers = False
    server.on("message", lambda sid, data: heard.append(data))
    server.on("disconnect", lambda sid, reason: gone.set())
    near, far = socket.socketpair()
    far.settimeout(PATIENCE)
    ours = FannedConnection(server, "s1")
    server.sockets["s1"] = ours
    for text in first:
        ours.send(Packet(MESSAGE, text))
    environ: dict[str, Any] = {**KEY, "werkzeug.socket": near, KEEP: lambda: released.set}
    websocket = ours.websocket(environ)
    assert websocket is not None
    assert ours._websocket_handler(websocket) == []
    assert near.fileno() == -1  # the web server has it no more
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += far.recv(1)
    yield Line(ours, far, heard, gone, released)
    far.close()
    assert released.wait(PATIENCE)
    assert "s1" not in server.sockets


def test_what_was_to_be_sent_before_goes_first() -> None:
    lines = opened(first=("one", "two"))
    line = next(lines)
    line.ours.send(Packet(MESSAGE, "three"))
    wanted = b"".join(frame(TEXT, f"4{text}".encode()) for text in ("one", "two", "three"))
    got = b""
    while len(got) < len(wanted):
        got += line.theirs.recv(100)
    assert got == wanted
    with suppress(StopIteration):
        next(lines)


def test_messages_are_handled_in_the_order_in_which_they_came(line: Line) -> None:
    for number in range(20):
        line.theirs.sendall(said(f"4{number}"))
    wait_until(lambda: len(line.heard) == 20)
    assert line.heard == [str(number) for number in range(20)]


def test_a_message_that_comes_in_pieces_is_one(line: Line) -> None:
    for byte in said("4pieces"):
        line.theirs.sendall(bytes([byte]))
        time.sleep(0.002)
    wait_until(lambda: bool(line.heard))
    assert line.heard == ["pieces"]


def test_a_ping_is_answered(line: Line) -> None:
    line.theirs.sendall(masked_frame(PING, unmasked(b"?", MASK)))
    assert line.theirs.recv(100) == frame(PONG, b"?")


def test_the_other_side_may_go(line: Line) -> None:
    line.theirs.close()
    assert line.gone.wait(PATIENCE)
    assert line.released.wait(PATIENCE)
    assert line.ours.closed


def test_whoever_is_cut_is_gone_and_hears_no_more(line: Line) -> None:
    line.ours.cut()
    assert line.gone.wait(PATIENCE)
    assert line.released.wait(PATIENCE)
    line.ours.send(Packet(MESSAGE, "late"))
    rest = b""
    with suppress(OSError):
        while data := line.theirs.recv(100):
            rest += data
    assert b"late" not in rest


@pytest.mark.parametrize("bad", [masked_frame(TEXT, b"\xff\xfe"), said(""), said("x"), b"\x81\x05hello", b"\xf1\x80"])
def test_what_cannot_be_read_ends_the_connection(line: Line, bad: bytes) -> None:
    line.theirs.sendall(bad)
    assert line.gone.wait(PATIENCE)
    assert line.released.wait(PATIENCE)


def test_a_device_that_reads_nothing_is_cut_at_so_many_messages(line: Line) -> None:
    large = "x" * 1_000_000
    for number in range(MOST_WAITING + 10):
        line.ours.send(Packet(MESSAGE, large if number < 2 else "small"))
    assert line.gone.is_set()
    assert line.ours.waiting() <= MOST_WAITING + 2


def test_answers_to_pings_that_nobody_reads_count_too(line: Line) -> None:
    line.ours.seated("a seat of its own")
    line.ours.send(Packet(MESSAGE, "x" * 1_000_000))
    with suppress(OSError):
        for _ in range(3 * MOST_WAITING):
            line.theirs.sendall(masked_frame(PING, b""))
    assert line.gone.wait(PATIENCE)


def wait_until(ready: Any) -> None:
    until = time.monotonic() + PATIENCE
    while not ready():
        assert time.monotonic() < until
        time.sleep(0.005)


def test_who_does_not_answer_is_gone_by_the_steady_clock_however_the_time_of_day_is_set(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    steady, now = [1000.0], time.time()
    monkeypatch.setattr(engineio_parts, "steady", lambda: steady[0])
    line.ours.schedule_ping()
    line.ours.beat()
    for step in (8 * 3600, -2 * 3600):
        monkeypatch.setattr(time, "time", lambda step=step: now + step)
        assert line.ours.check_ping_timeout(), "a clock that is set says nothing about who is there"
    steady[0] += line.ours.server.ping_timeout + 1
    assert not line.ours.check_ping_timeout()
    assert line.ours.closed


def test_for_whom_too_many_bytes_wait_is_cut_though_the_messages_are_few(line: Line) -> None:
    large = "x" * (MOST_BYTES // 2)
    for _ in range(8):  # the first ones are on their way
        line.ours.send(Packet(MESSAGE, large))
    assert line.gone.wait(PATIENCE)
    wait_until(lambda: line.ours.waiting() == 0)  # by its reader


def test_one_large_message_alone_may_wait(line: Line) -> None:
    line.ours.send(Packet(MESSAGE, "x" * (MOST_BYTES * 2)))
    assert line.ours.waiting() == 1
    assert not line.ours.closed
