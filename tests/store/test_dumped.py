"""A database on PostgreSQL is backed up by its own means, as docs/several-machines.md says, and comes back whole."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from scoring.engine.ledger import Draft
from scoring.store.database import Database
from scoring.store.durability import check
from scoring.store.files import FileStore
from scoring.usecases.context import Context
from tests.fakes import FakeClock, FakeIds
from tests.halls import play, set_up
from tests.servers import PostgresServer, not_here, program_of_postgres

pytestmark = pytest.mark.slow


def plain(url: str) -> str:
    return url.replace("+psycopg", "")


def run(program: str, *arguments: str) -> None:
    found = program_of_postgres(program)
    if not found:
        not_here(program)
    done = subprocess.run([found, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def empty(postgres: PostgresServer) -> Iterator[str]:
    """The URL of an empty database."""
    with psycopg.connect(plain(postgres.url), autocommit=True) as admin:
        admin.execute("CREATE DATABASE restored")
        try:
            yield postgres.database("restored")
        finally:
            admin.execute("DROP DATABASE restored WITH (FORCE)")


def test_a_dump_put_back_holds_every_entry_and_stays_append_only(tmp_path: Path, postgres_url: str, empty: str) -> None:
    was, files = Database(postgres_url), FileStore(tmp_path / "files")
    hall = set_up(Context(was, files, FakeClock(), FakeIds(), lambda stream, seq: None), teams=3)
    play(hall)
    run("pg_dump", "--format=custom", f"--file={tmp_path / 'dump'}", plain(postgres_url))
    run("pg_restore", "--exit-on-error", "--no-owner", f"--dbname={plain(empty)}", str(tmp_path / "dump"))
    back, stream = Database(empty), f"match:{hall.match}"
    try:
        with was.read() as before, back.read() as after:
            assert after.ledger.read(stream) == before.ledger.read(stream)
        report = check(back, files)
        assert [one for one in report.findings if not one.good] == []
        assert report.entries > 10
        with back.write() as uow:
            uow.ledger.append(stream, Draft("scene.show", {"scene": "black"}, "system", "", "after", "", 10**15))
            uow.commit()
        with psycopg.connect(plain(empty)) as other, pytest.raises(psycopg.errors.RaiseException, match="append-only"):
            other.execute("UPDATE ledger SET at = 0")
    finally:
        was.close()
        back.close()
