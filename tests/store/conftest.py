"""The stores under test: the fake, SQLite in a file, PostgreSQL in a schema of its own where a server answers."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from scoring.store.database import Database
from scoring.store.migrate import upgrade
from tests.fakes import FakeStore

SERVER = os.environ.get("LEITAI_TEST_POSTGRES", "postgresql+psycopg://postgres@localhost:5432/test")


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """An upgraded SQLite file."""
    url = f"sqlite:///{tmp_path / 'leitai.db'}"
    upgrade(url, tmp_path / "files")
    return url


@pytest.fixture
def postgres_schema() -> Iterator[str]:
    """An empty schema of its own, dropped afterwards; the test is skipped where no server answers."""
    plain = SERVER.replace("+psycopg", "")
    schema = f"leitai_{uuid.uuid4().hex[:12]}"
    try:
        admin = psycopg.connect(plain, autocommit=True, connect_timeout=2)
    except psycopg.OperationalError as error:
        pytest.skip(f"no PostgreSQL server: {error}")
    with admin:
        admin.execute(f'CREATE SCHEMA "{schema}"')
        try:
            yield f"{SERVER}?options=-csearch_path%3D{schema}"
        finally:
            admin.execute(f'DROP SCHEMA "{schema}" CASCADE')


@pytest.fixture
def postgres_url(postgres_schema: str, tmp_path: Path) -> str:
    """An upgraded schema of its own."""
    upgrade(postgres_schema, tmp_path / "files")
    return postgres_schema


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
