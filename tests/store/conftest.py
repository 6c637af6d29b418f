"""The stores under test: the fake, SQLite in a file, PostgreSQL in a schema of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from scoring.store.database import Database
from scoring.store.migrate import upgrade
from tests.fakes import FakeStore


@pytest.fixture(scope="session")
def sqlite_upgraded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables, of which others are copied."""
    folder = tmp_path_factory.mktemp("upgraded")
    upgrade(folder / "leitai.db", folder / "files")
    return folder / "leitai.db"


@pytest.fixture
def sqlite_url(tmp_path: Path, sqlite_upgraded: Path) -> str:
    """An upgraded SQLite file."""
    shutil.copy(sqlite_upgraded, tmp_path / "leitai.db")
    return f"sqlite:///{tmp_path / 'leitai.db'}"


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """The URL of each real database in turn."""
    found: str = request.getfixturevalue(f"{request.param}_url")
    return found


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """Each real database in turn."""
    opened = Database(url)
    yield opened
    opened.close()


@pytest.fixture(params=["fake", "sqlite", "postgres"])
def store(request: pytest.FixtureRequest) -> Iterator[FakeStore | Database]:
    """Every implementation of the store, held to the same contract."""
    if request.param == "fake":
        yield FakeStore()
        return
    opened = Database(request.getfixturevalue(f"{request.param}_url"))
    yield opened
    opened.close()
