"""The listening server in both modes: what it does when a device holds connections and says nothing."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass

import pytest

from tests.ports import free_port

SERVER = """
import json, resource, sys
from scoreboard.server import runtime

mode, port, files, limits = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), json.loads(sys.argv[4])
runtime.start(mode)
from scoreboard.server.connection_limit import MORE_TIME, Limits

resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))

def app(environ, start_response):
    if environ["PATH_INFO"] == "/upload":
        environ[MORE_TIME](int(environ["CONTENT_LENGTH"]))
    try:
        got = len(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)))
    except OSError:
        got = "late"
    body = f"ok{got}".encode()
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
    return [body]

runtime.serve(app, "127.0.0.1", port, lambda: print("ready", flush=True), Limits(**limits))
"""


@dataclass(frozen=True, slots=True)
class Start:
    """Starts a server in one of the modes: ``start(files=…, **limits)`` gives its port."""

    mode: str
    begin: Callable[..., int]

    def __call__(self, **options: float) -> int:
        return self.begin(**options)


@pytest.fixture(params=["eventlet", "threading"])
def start(request: pytest.FixtureRequest) -> Iterator[Start]:
    """Start a server with so many files and such limits; gives its port."""
    with ExitStack() as stack:

        def begin(*, files: int = 256, **limits: float) -> int:
            port = free_port()
            command = [sys.executable, "-c", SERVER, request.param, str(port), str(files), json.dumps(limits)]
            process = stack.enter_context(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
            stack.callback(process.kill)
            assert process.stdout is not None
            assert process.stdout.readline().strip() == "ready"
            return port

        yield Start(request.param, begin)


def answers(port: int) -> bool:
    """Whether a new connection is served."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=20) as one:
            one.sendall(b"GET / HTTP/1.1\r\nHost: hall\r\nConnection: close\r\n\r\n")
            return one.recv(12).endswith(b"200")
    except OSError:
        return False


def test_a_device_that_takes_every_connection_keeps_the_others_out_only_while_it_holds_them(start: Start) -> None:
    port = start(files=64)
    assert answers(port)
    with ExitStack() as held:
        for _ in range(80):
            held.enter_context(closing(socket.create_connection(("127.0.0.1", port), timeout=3)))
        time.sleep(0.5)
    limit = time.monotonic() + 10
    while not answers(port):
        assert time.monotonic() < limit
        time.sleep(0.1)


def test_a_connection_on_which_nothing_is_said_is_closed(start: Start) -> None:
    port = start(idle_timeout=0.5)
    with socket.create_connection(("127.0.0.1", port), timeout=10) as silent:
        silent.sendall(b"GET / HTTP/1.1\r\n")
        assert silent.recv(1) == b""
    assert answers(port)


def said(line: socket.socket) -> bytes:
    """The body of the next answer."""
    got = b""
    while not (
        found := re.fullmatch(rb".*content-length: (\d+)\r\n.*?\r\n\r\n(.*)", got, re.DOTALL | re.IGNORECASE)
    ) or (len(found[2]) < int(found[1])):
        data = line.recv(1000)
        assert data
        got += data
    return found[2]


def trickle(line: socket.socket, request: bytes, *, gap: float = 0.05) -> bytes:
    """Send a byte at a time until the server closes or answers; what it said."""
    line.settimeout(gap)
    for sign in request:
        try:
            line.sendall(bytes([sign]))
            return line.recv(1000)
        except TimeoutError:
            continue
        except OSError:
            return b""
    line.settimeout(20)
    return line.recv(1000)


def test_a_head_that_trickles_in_is_not_waited_for(start: Start) -> None:
    port = start(request_time=0.5)
    with socket.create_connection(("127.0.0.1", port), timeout=10) as slow:
        assert trickle(slow, b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 200) == b""
    assert answers(port)


def test_a_body_that_trickles_in_is_not_waited_for(start: Start) -> None:
    port = start(request_time=0.5, rate=10_000)
    with socket.create_connection(("127.0.0.1", port), timeout=10) as slow:
        slow.sendall(b"POST / HTTP/1.1\r\nHost: hall\r\nContent-Length: 1000\r\n\r\n")
        assert trickle(slow, b"x" * 1000).partition(b"\r\n\r\n")[2] in (b"", b"oklate")
    assert answers(port)


@pytest.mark.parametrize("length", ["9" * 5000, "-1", "1e3"])
def test_a_length_that_is_no_length_is_refused(start: Start, length: str) -> None:
    port = start()
    with socket.create_connection(("127.0.0.1", port), timeout=60) as one:
        one.sendall(f"POST / HTTP/1.1\r\nHost: hall\r\nContent-Length: {length}\r\n\r\n".encode())
        assert one.recv(1000).startswith(b"HTTP/1.1 400 ")
    assert answers(port)


def test_a_long_body_comes_in_whole(start: Start) -> None:
    port = start()
    with socket.create_connection(("127.0.0.1", port), timeout=60) as one:
        one.sendall(b"POST /upload HTTP/1.1\r\nHost: hall\r\nContent-Length: 6000000\r\n\r\n" + b"x" * 6_000_000)
        assert said(one) == b"ok6000000"


def test_a_body_of_unknown_length_is_refused_unread(start: Start) -> None:
    port = start()
    with socket.create_connection(("127.0.0.1", port), timeout=10) as endless:
        endless.sendall(b"POST / HTTP/1.1\r\nHost: hall\r\nTransfer-Encoding: chunked\r\n\r\n" + b"f" * 1000)
        assert endless.recv(1000).startswith(b"HTTP/1.1 411 ")
    assert answers(port)


def test_a_method_that_somebody_made_up_goes_no_further(start: Start) -> None:
    port = start()
    with socket.create_connection(("127.0.0.1", port), timeout=10) as odd:
        odd.sendall(b"\x1b[2JGET / HTTP/1.1\r\nHost: hall\r\n\r\n")
        assert odd.recv(1000).startswith(b"HTTP/1.1 501 ")
    assert answers(port)


def test_a_connection_is_kept_for_several_requests(start: Start) -> None:
    port = start(request_time=5)
    with socket.create_connection(("127.0.0.1", port), timeout=10) as one:
        one.sendall(b"POST / HTTP/1.1\r\nHost: hall\r\nContent-Length: 3\r\n\r\nabc")
        assert said(one) == b"ok3"
        if start.mode == "eventlet":  # the other one closes after each answer
            one.sendall(b"GET / HTTP/1.1\r\nHost: hall\r\n\r\n")
            assert said(one) == b"ok0"
