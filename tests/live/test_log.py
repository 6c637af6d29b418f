"""Whoever reads the log holds up nobody in the hall: a stopped terminal, a pipe that is full."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.live.conftest import MODES
from tests.live.people import PATIENCE, Server
from tests.live.test_hostile import raw_socket
from tests.ports import free_port

MALFORMED = (
    "",
    "x",
    "4x",
    "42",
    "42/live,{}",
    "42/live,[1]",
    '42/live,["view.get",1,2]',
    '42/live,["view',
    "43/live,1{}",
)


@pytest.fixture(params=MODES)
def mute(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Server, int]]:
    """A server whose standard error is a pipe without room, and the end of it that nobody reads."""
    end, begin = os.pipe()
    os.set_blocking(begin, False)
    for size in (4096, 1):
        with suppress(BlockingIOError):
            while True:
                os.write(begin, b"." * size)
    os.set_blocking(begin, True)
    server = Server(tmp_path / "data", free_port(), request.param).start(errors=begin)
    os.close(begin)
    yield server, end
    server.empty()
    server.kill()
    os.close(end)


def test_a_log_that_nobody_reads_stops_neither_the_hall_nor_its_end(mute: tuple[Server, int]) -> None:
    server, end = mute
    host, display = server.person("host").connect(), server.person("display").connect()
    assert host.post("match.open", key="first").status_code == 200  # a line of the log
    for key in ("x1", "x2", "x3"):
        assert host.post("scene.show", key=key, scene="black").status_code == 200
    assert display.sees(1)["seq"] >= 1
    assert server.process is not None
    server.process.terminate()
    server.process.wait(timeout=PATIENCE)
    os.set_blocking(end, False)
    assert os.read(end, 1) == b"."  # it was full all the time


def test_a_packet_that_cannot_be_read_is_one_line_of_the_log(mortal: Server) -> None:
    team, log = mortal.person("team0"), mortal.log
    for count, packet in enumerate(MALFORMED, start=1):
        with closing(raw_socket(team)) as raw:
            raw.send(packet)
            team.until(lambda count=count: log.read_text().count(" problem=") == count)
    assert "Traceback" not in log.read_text()
    assert mortal.person("host").connect().ask("view.get", {})["seq"] == 0
