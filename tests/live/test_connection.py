"""A device's connection has bounds: nobody's slowness may fill the server's memory, or hold up anybody else."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import engineio
import pytest
from engineio.packet import MESSAGE, Packet

from scoreboard.live.connection import HANDSHAKE, MOST_A_SECOND, MOST_BYTES, MOST_WAITING, BoundedConnection
from scoreboard.server import engineio_parts
from scoreboard.server.log import of_library
from tests.live.people import PATIENCE


class SlowReader:
    """A websocket whose other end takes one message and then nothing, until its connection is shut."""

    def __init__(self) -> None:
        self.got: list[str] = []
        self.shut = threading.Event()
        self.held = threading.Event()

    def send(self, message: str) -> None:
        self.got.append(message)
        self.held.set()
        self.shut.wait()
        raise OSError("shut")

    def wait(self) -> None:
        self.shut.wait()

    def close(self) -> None:
        self.shut.set()

    def shutdown(self, how: int) -> None:
        """As its connection."""
        self.shut.set()


Slow = tuple[BoundedConnection, SlowReader, list[Any]]
"""A connection, its other end, and what its server was told."""


@pytest.fixture
def slow() -> Iterator[Slow]:
    """A connection to a slow reader that holds the writer already, and what its server was told."""
    told: list[Any] = []
    server = engineio.Server(async_mode="threading", monitor_clients=False, logger=of_library("engineio"))
    server.on("disconnect", lambda sid, reason: told.append(sid))
    bounded, reader = BoundedConnection(server, "s1"), SlowReader()
    server.sockets["s1"], bounded.connection = bounded, reader
    served = threading.Thread(target=bounded._websocket_handler, args=(reader,))
    served.start()
    bounded.send(Packet(MESSAGE, "first"))
    reader.held.wait()
    yield bounded, reader, told
    reader.shut.set()
    served.join()


def test_who_is_too_far_behind_is_cut_and_told_nothing_of_what_waited(
    slow: Slow,
) -> None:
    bounded, reader, told = slow
    for no in range(MOST_WAITING):
        bounded.send(Packet(MESSAGE, str(no)))
    assert (bounded.closed, told) == (False, [])
    bounded.send(Packet(MESSAGE, "one too many"))
    assert (bounded.closed, told, reader.shut.is_set()) == (True, ["s1"], True)
    assert reader.got == ["4first"]


def test_who_floods_the_server_is_cut_and_who_only_hurries_is_not(
    slow: Slow,
) -> None:
    bounded, reader, told = slow
    heard: list[str] = []
    bounded.server.on("message", lambda sid, data: heard.append(data))
    bounded.server.async_handlers = False
    for second in range(3):
        bounded.clock = lambda second=second: second + 0.5
        for _ in range(MOST_A_SECOND):
            bounded.receive(Packet(MESSAGE, "x"))
    assert (len(heard), told) == (3 * MOST_A_SECOND, [])
    bounded.receive(Packet(MESSAGE, "x"))
    assert (len(heard), told, reader.shut.is_set()) == (3 * MOST_A_SECOND, ["s1"], True)


def test_after_the_cut_nothing_more_is_kept(slow: Slow) -> None:
    bounded, _, told = slow
    bounded.cut()
    for no in range(MOST_WAITING * 2):
        bounded.server.send_packet("s1", Packet(MESSAGE, str(no)))
    assert bounded.queue.qsize() <= 2
    assert told == ["s1"]


def test_what_is_sent_to_one_that_has_ended_is_no_error_of_who_sends_it(slow: Slow) -> None:
    """Whoever shows a change to many goes through a list in which some may have ended since."""
    bounded, reader, _ = slow
    bounded.cut()
    bounded.send(Packet(MESSAGE, "to nobody"))
    assert reader.got == ["4first"]


def test_the_end_of_one_that_asks_for_nothing_is_waited_for_by_nobody() -> None:
    server = engineio.Server(async_mode="threading", monitor_clients=False, logger=of_library("engineio"))
    asks_for_nothing = server.sockets["s1"] = BoundedConnection(server, "s1")
    asks_for_nothing.send(Packet(MESSAGE, "kept"))
    ended = threading.Thread(target=server.disconnect, args=("s1",), daemon=True)
    ended.start()
    ended.join(PATIENCE)
    assert not ended.is_alive()
    assert (asks_for_nothing.closed, server.sockets) == (True, {})


def test_a_connection_becomes_one_websocket_and_no_more() -> None:
    """Each other one would wait for the word that takes the connection over, and hold a thread."""
    server = engineio.Server(async_mode="threading", monitor_clients=False, logger=of_library("engineio"))
    bounded = BoundedConnection(server, "s1")
    near, far = socket.socketpair()
    with near, far:
        asked = {**HANDSHAKE, "HTTP_SEC_WEBSOCKET_KEY": "AAAAAAAAAAAAAAAAAAAAAA==", "werkzeug.socket": near}
        assert bounded.websocket(asked) is not None
        assert bounded.websocket(asked) is None


def test_the_system_measures_the_round_trip_of_a_real_connection(
    slow: Slow,
) -> None:
    bounded, _, _ = slow
    bounded.connection = None
    assert bounded.round_trip() is None
    with socket.create_server(("127.0.0.1", 0)) as listener, socket.create_connection(listener.getsockname()) as here:
        there, _ = listener.accept()
        with there:
            here.sendall(b"?")
            there.recv(1)
            there.sendall(b"!")
            here.recv(1)
            bounded.connection = there
            trip = bounded.round_trip()
            assert trip is not None
            assert 0 <= trip < 60_000
        assert bounded.round_trip() is None  # closed


def test_for_whom_too_many_bytes_wait_is_cut_though_the_messages_are_few(slow: Slow) -> None:
    bounded, reader, told = slow
    half = "x" * (MOST_BYTES // 2)
    for _ in range(4):
        bounded.send(Packet(MESSAGE, half))
    assert (bounded.closed, told) == (False, []), "the first may be under way"
    bounded.send(Packet(MESSAGE, half))
    assert (bounded.closed, told, reader.shut.is_set()) == (True, ["s1"], True)


def test_a_heartbeat_is_kept_by_the_steady_clock(slow: Slow, monkeypatch: pytest.MonkeyPatch) -> None:
    bounded, _, told = slow
    now = time.time()
    bounded.last_ping = now
    for step in (8 * 3600, -2 * 3600):
        monkeypatch.setattr(time, "time", lambda step=step: now + step)
        assert bounded.check_ping_timeout()
    steady = engineio_parts.steady()
    monkeypatch.setattr(engineio_parts, "steady", lambda: steady + bounded.server.ping_timeout + 1)
    assert not bounded.check_ping_timeout()
    assert told == ["s1"]
