"""A client's line is closed in every case."""

from __future__ import annotations

import socket

import websocket

from scoreboard.bots.line import ClosingLine


def test_a_line_that_nobody_reads_on_since_writing_failed_first_is_closed() -> None:
    mine, theirs = socket.socketpair()
    line = ClosingLine()
    line.ws = websocket.WebSocket()
    line.ws.sock, line.ws.connected = mine, True
    line._reset()
    assert mine.fileno() == -1
    theirs.close()
