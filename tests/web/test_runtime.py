"""The listening server in both modes: what it does when a device holds connections and says nothing."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest

from tests.ports import free_port

SERVER = """
import resource, sys
from scoreboard import runtime

mode, port, files, patience = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
runtime.PATIENCE = patience
runtime.start(mode)
resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))

def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "2")])
    return [b"ok"]

runtime.serve(app, "127.0.0.1", port, ready=lambda: print("ready", flush=True))
"""

Start = Callable[..., int]


@pytest.fixture(params=["eventlet", "threading"])
def start(request: pytest.FixtureRequest) -> Iterator[Start]:
    """Start a server with so many files and so much patience; gives its port."""
    with ExitStack() as stack:

        def begin(*, files: int = 256, patience: float = 60) -> int:
            port = free_port()
            command = [sys.executable, "-c", SERVER, request.param, str(port), str(files), str(patience)]
            process = stack.enter_context(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
            stack.callback(process.kill)
            assert process.stdout is not None
            assert process.stdout.readline().strip() == "ready"
            return port

        yield begin


def answers(port: int) -> bool:
    """Whether a new connection is served."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=3) as one:
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
    port = start(patience=0.5)
    with socket.create_connection(("127.0.0.1", port), timeout=10) as silent:
        silent.sendall(b"GET / HTTP/1.1\r\n")
        assert silent.recv(1) == b""
    assert answers(port)
