"""Messages to addresses of somebody's choice: only to the open network, in bounded time, without a redirect."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

import pytest

from scoreboard.server import posting, runtime
from scoreboard.server.posting import Posted, is_public, post


@contextmanager
def answering(answer: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """A server that reads one request and gives this answer: its address, and what it has read."""
    read: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(20)

        def serve() -> None:
            line, _ = listener.accept()
            with line:
                line.settimeout(20)
                while b"\r\n\r\n" not in b"".join(read) or not b"".join(read).endswith(b"}"):
                    piece = line.recv(4096)
                    if not piece:
                        return
                    read.append(piece)
                line.sendall(answer)

        thread = Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/told?x=1#y", read
        finally:
            thread.join(20)


@pytest.mark.parametrize(
    ("address", "open_"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
        ("2001::a00:1", False),
        ("fec0::1", False),
        ("::a00:1", False),
        ("::8.8.8.8", False),
        ("::ffff:0:10.0.0.1", False),
    ],
)
def test_only_addresses_of_the_open_network_are_public(address: str, open_: bool) -> None:
    assert is_public(address) is open_


def looked_up(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[Any]:
    """The look-up of any name gives these addresses; what was connected to."""
    connected: list[Any] = []

    class Line:
        def __init__(self, *_: Any) -> None: ...
        def __enter__(self) -> Line:
            return self

        def __exit__(self, *_: Any) -> None: ...
        def settimeout(self, _: float) -> None: ...
        def connect(self, address: Any) -> None:
            connected.append(address)
            raise ConnectionRefusedError

    class Fake:
        SOCK_STREAM = socket.SOCK_STREAM
        socket = Line

        @staticmethod
        def getaddrinfo(_host: str, port: int, **_: Any) -> list[Any]:
            return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (one, port)) for one in addresses]

    monkeypatch.setattr(runtime, "real", lambda name: Fake)
    return connected


def test_a_name_that_leads_inside_is_refused_before_anything_is_connected(monkeypatch: pytest.MonkeyPatch) -> None:
    for addresses in (["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], []):
        connected = looked_up(monkeypatch, *addresses)
        assert post("http://trick.example/", b"{}", {}, private=False) == Posted(problem="hook-private")
        assert connected == []


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    connected = looked_up(monkeypatch, "8.8.8.8")
    assert post("https://good.example/", b"{}", {}, private=False) == Posted(problem="hook-no-answer")
    assert connected == [("8.8.8.8", 443)]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (b"HTTP/1.1 204 No Content\r\n\r\n", Posted(204)),
        (b"HTTP/1.0 200\r\n\r\n", Posted(200)),
        (b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\n\r\n", Posted(302, "hook-status")),
        (b"HTTP/1.1 500 Oh\r\n\r\n", Posted(500, "hook-status")),
        (b"SSH-2.0-x\r\n", Posted(problem="hook-no-answer")),
        (b"x" * 5000, Posted(problem="hook-no-answer")),
        (b"", Posted(problem="hook-no-answer")),
    ],
)
def test_of_an_answer_only_the_status_counts(answer: bytes, expected: Posted) -> None:
    with answering(answer) as (url, read):
        assert post(url, b'{"a":1}', {"X-Leitai-Delivery": "w1:m1:3"}, private=True) == expected
    head, _, body = b"".join(read).partition(b"\r\n\r\n")
    assert body == b'{"a":1}'
    assert head.startswith(b"POST /told?x=1 HTTP/1.1\r\nHost: 127.0.0.1:")
    assert b"\r\nX-Leitai-Delivery: w1:m1:3" in head


def test_whoever_is_not_there_or_speaks_no_tls_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    with answering(b"no tls\r\n}") as (url, _):
        secure = post(url.replace("http:", "https:"), b"{}", {}, private=True)
        post(url, b"{}", {}, private=True)
    assert secure.problem in ("hook-not-secure", "hook-no-answer")
    assert post("http://no-such-host.invalid/", b"{}", {}, private=True) == Posted(problem="hook-no-host")


def test_whoever_takes_the_message_and_never_answers_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks: Callable[[], float] = iter([0.0, 0.0, 0.0, 99.0, 99.0, 99.0]).__next__
    with socket.create_server(("127.0.0.1", 0)) as listener:
        monkeypatch.setattr(posting, "now", ticks)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        assert post(url, b"{}", {}, private=True) == Posted(problem="hook-no-answer")
