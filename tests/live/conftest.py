"""A running server with a match of three teams, in each of the two async modes; at night also on what several processes
share, as one of them and as three."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.live.people import Server
from tests.live.server import HALLS
from tests.live.several import COUNT, Several
from tests.ports import free_port
from tests.servers import PostgresServer, RedisServer

MODES = ("eventlet", "threading")

LONG = ("eventlet", pytest.param("threading", marks=pytest.mark.nightly))
"""The modes of a test that takes a minute for each: the one that a hall starts in, and the other at night."""

SQLITE, ONE, OF_SEVERAL, SEVERAL = FORMS = ("sqlite", "postgres", "redis", "several")
"""One process on SQLite, one on PostgreSQL, one on PostgreSQL and Redis, three on PostgreSQL and Redis."""

SERVED = [
    *(pytest.param((mode, SQLITE), id=mode) for mode in MODES),
    *(
        pytest.param((mode, form), id=f"{mode}-{form}", marks=pytest.mark.nightly)
        for form in FORMS[1:]
        for mode in MODES
    ),
]
"""What every test of a running server runs over: the first two in each run, the others at night."""

_left_out: dict[str, str] = {}
"""Why a test does not run over a form, by its name."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the forms that a test's ``over`` does not name; at the end of the run it is said which, and why."""
    left_out = []
    for item in items:
        marker, served = item.get_closest_marker("over"), _served(item)
        if marker is None or served is None or served[1] in marker.args:
            continue
        assert set(marker.args) <= set(FORMS), item.nodeid
        assert marker.kwargs["reason"], item.nodeid
        left_out.append(item)
        if "nightly" in config.option.markexpr:
            _left_out[f"{item.nodeid.partition('[')[0]} over {served[1]}"] = marker.kwargs["reason"]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def _served(item: pytest.Item) -> tuple[str, str] | None:
    params = getattr(getattr(item, "callspec", None), "params", {})
    found: Any = params.get("running", params.get("mortal"))
    return found if isinstance(found, tuple) else None


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """After a nightly run: what has no meaning over a form of the server."""
    if _left_out:
        terminalreporter.section("not over every form")
        for name, reason in _left_out.items():
            terminalreporter.write_line(f"{name}: {reason}")


@contextmanager
def served(request: pytest.FixtureRequest, folder: Path, halls: int) -> Iterator[Server | Several]:
    """The server of this mode and form, with ``halls`` halls."""
    mode, form = request.param
    if form == SQLITE:
        started: Server | Several = Server(folder / "data", free_port(), mode, halls).start()
        yield started
        started.kill()
        return
    postgres: PostgresServer = request.getfixturevalue("postgres")
    name = f"live_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(postgres.url.replace("+psycopg", ""), autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{request.getfixturevalue("postgres_upgraded")}"')
        try:
            database = postgres.database(name)
            if form == ONE:
                started = Server(folder / "data", free_port(), mode, halls, shares={"LEITAI_DATABASE": database})
            else:
                shared: RedisServer = request.getfixturevalue("redis_server")
                count = COUNT if form == SEVERAL else 1
                started = Several(folder / "data", mode, database, shared.url, halls, count=count)
            yield started.start()
            started.kill()
        finally:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session", params=SERVED)
def running(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Server | Several]:
    """One server for all the tests of a mode and form."""
    with served(request, tmp_path_factory.mktemp("live"), HALLS) as started:
        yield started


@pytest.fixture
def server(running: Server | Several) -> Iterator[Server | Several]:
    """The server with a hall of this test's own."""
    yield running
    running.empty()


@pytest.fixture(params=SERVED)
def mortal(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Server | Several]:
    """A server that the test may kill."""
    with served(request, tmp_path, 1) as started:
        yield started
        started.empty()
