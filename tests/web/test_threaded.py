"""The gaps that the threading mode closes around the packages it is made of."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import socketio
import websocket

from scoreboard.server import threaded
from scoreboard.server.connection_limit import ConnectionLimiter, Limits
from scoreboard.server.threaded import LARGEST_FRAME, WholeSendConnection

FRAME = bytes(range(256)) * 8192


def pair(timeout: float) -> tuple[socket.socket, socket.socket]:
    mine, theirs = socket.socketpair()
    mine.settimeout(timeout)
    mine.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    return mine, theirs


def test_a_slow_reader_gets_the_whole_of_every_message() -> None:
    mine, theirs = pair(60)
    whole, got = WholeSendConnection(mine), bytearray()

    def read_slowly() -> None:
        while data := theirs.recv(65536):
            got.extend(data)
            time.sleep(0.001)

    reader = threading.Thread(target=read_slowly)
    reader.start()
    assert whole.send(FRAME) == len(FRAME)
    mine.close()
    reader.join()
    theirs.close()
    assert bytes(got) == FRAME


def test_two_threads_send_one_message_after_the_other() -> None:
    mine, theirs = pair(60)
    whole, got = WholeSendConnection(mine), bytearray()
    messages = [bytes([sign]) * 200_000 for sign in b"abcdef"]
    senders = [threading.Thread(target=whole.send, args=(message,)) for message in messages]
    for sender in senders:
        sender.start()
    while len(got) < 1_200_000:
        got.extend(theirs.recv(65536))
    for sender in senders:
        sender.join()
    mine.close()
    theirs.close()
    assert sorted(bytes(got[at : at + 200_000]) for at in range(0, 1_200_000, 200_000)) == messages


def test_after_half_a_message_nothing_more_is_sent_and_both_sides_see_the_end() -> None:
    mine, theirs = pair(0.05)
    whole = WholeSendConnection(mine)
    with pytest.raises(TimeoutError):
        whole.send(FRAME)
    with pytest.raises(BrokenPipeError):
        whole.send(b"more")
    assert mine.recv(10) == b""
    got = b""
    while data := theirs.recv(65536):
        got += data
    assert 0 < len(got) < len(FRAME)
    assert FRAME.startswith(got)
    mine.close()
    theirs.close()


@pytest.fixture
def listening() -> Iterator[int]:
    """The port of a Socket.IO server in threading mode."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = threaded.server(listener, lambda *request: app(*request), ConnectionLimiter(Limits(idle_timeout=30)))
    app = socketio.WSGIApp(socketio.Server(async_mode="threading", max_http_buffer_size=1000, ping_interval=1))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield listener.getsockname()[1]
    server.shutdown()
    thread.join()
    server.server_close()
    listener.close()


def page(port: int) -> websocket.WebSocket:
    line = websocket.create_connection(f"ws://127.0.0.1:{port}/socket.io/?EIO=4&transport=websocket", timeout=20)
    assert line.recv().startswith("0")
    return line


def threads_sink_to(count: int) -> bool:
    until = time.monotonic() + 30
    while threading.active_count() > count and time.monotonic() < until:
        time.sleep(0.01)
    return threading.active_count() <= count


@pytest.mark.parametrize("size", [LARGEST_FRAME + 1, 1001])
def test_a_message_that_is_too_large_ends_its_connection_and_the_threads_behind_it(listening: int, size: int) -> None:
    watched = page(listening)  # with the first connection the server begins a watch of its own
    before = threading.active_count()
    hostile = page(listening)
    hostile.send("4" + "x" * size)
    with pytest.raises((websocket.WebSocketConnectionClosedException, ConnectionError)):
        list(iter(hostile.recv, None))
    hostile.shutdown()
    assert threads_sink_to(before)
    watched.shutdown()
