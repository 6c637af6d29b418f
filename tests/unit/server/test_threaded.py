"""The server with a thread for each connection: many accept, one slow connection keeps nobody, and it ends."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from scoreboard.server import threaded
from scoreboard.server.connection_limit import ConnectionLimiter, Limits

PATIENCE = 30
REQUEST = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


def hello(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """An application that greets."""
    start_response("200 OK", [("Content-Length", "5")])
    return [b"hello"]


@pytest.fixture
def port() -> Iterator[int]:
    """A server that serves for the time of a test."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = threaded.server(listener, hello, ConnectionLimiter(Limits()))
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    yield listener.getsockname()[1]
    server.shutdown()
    serving.join(PATIENCE)
    assert not serving.is_alive()
    listener.close()


def open_line(port: int, sent: bytes = b"") -> socket.socket:
    """A connection on which so much was sent."""
    line = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    line.sendall(sent)
    return line


def answer(line: socket.socket) -> bytes:
    """All that comes until the server closes."""
    with line, line.makefile("rb") as read:
        return read.read()


def test_connections_that_send_nothing_or_half_a_head_keep_nobody_waiting(port: int) -> None:
    silent = [open_line(port, REQUEST[: number % 9]) for number in range(4 * threaded.READY)]
    assert answer(open_line(port, REQUEST)).endswith(b"hello")
    for line in silent:
        line.sendall(REQUEST[silent.index(line) % 9 :])
    assert all(answer(line).endswith(b"hello") for line in silent)


def test_a_thread_that_has_served_waits_for_the_next_and_no_more_wait_than_are_needed(port: int) -> None:
    for _ in range(3 * threaded.READY):
        assert answer(open_line(port, REQUEST)).endswith(b"hello")
    serving = [thread for thread in threading.enumerate() if "_serve" in thread.name]
    assert len(serving) <= 2 * threaded.READY


def test_a_request_that_breaks_off_in_its_head_gives_its_turn_back(port: int) -> None:
    for _ in range(8):
        open_line(port, REQUEST[:7]).close()
        with open_line(port, b"\x00 nonsense\r\n\r\n") as line:
            line.recv(100)
    assert answer(open_line(port, REQUEST)).endswith(b"hello")
    assert threaded.HeadTurn._crowd._lane.inside == 0


def test_where_the_system_has_no_thread_left_those_that_are_there_go_on(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as short:
        short.setattr(threading.Thread, "start", refuse)
        for _ in range(2 * threaded.READY):
            assert answer(open_line(port, REQUEST)).endswith(b"hello")
