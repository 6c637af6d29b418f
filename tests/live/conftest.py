"""A running server with a match of three teams, in each of the two async modes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.live.people import Server
from tests.ports import free_port

MODES = ("eventlet", "threading")

LONG = ("eventlet", pytest.param("threading", marks=pytest.mark.nightly))
"""The modes of a test that takes a minute for each: the one that a hall starts in, and the other at night."""


@pytest.fixture(scope="session", params=MODES)
def running(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Server]:
    """One server for all the tests of a mode."""
    started = Server(tmp_path_factory.mktemp("live") / "data", free_port(), request.param).start()
    yield started
    started.kill()


@pytest.fixture
def server(running: Server) -> Iterator[Server]:
    """The server with a hall of this test's own."""
    yield running
    running.empty()


@pytest.fixture(params=MODES)
def mortal(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server that the test may kill."""
    started = Server(tmp_path / "data", free_port(), request.param, halls=1).start()
    yield started
    started.empty()
    started.kill()
