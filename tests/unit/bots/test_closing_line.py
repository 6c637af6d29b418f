"""A client's line is closed in every case."""

from __future__ import annotations

import socket

import pytest
import websocket

from scoreboard.bots.line import ClosingClient, ClosingLine


def test_a_line_that_nobody_reads_on_since_writing_failed_first_is_closed() -> None:
    mine, theirs = socket.socketpair()
    line = ClosingLine()
    line.ws = websocket.WebSocket()
    line.ws.sock, line.ws.connected = mine, True
    line._reset()
    assert mine.fileno() == -1
    theirs.close()


def test_what_the_library_says_of_a_line_that_ended_does_not_stand_between_the_lines_of_a_demo(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ClosingClient().eio.logger.error("packet queue is empty, aborting")
    assert capsys.readouterr() == ("", "")
