"""The steps lead to the very tables that the code uses, on every database."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from scoring.engine.ledger import Draft
from scoring.store import migrate
from scoring.store.database import Database
from scoring.store.files import FileStore
from scoring.store.migrate import current, newest, upgrade
from scoring.store.migrations.versions import v0001_first_tables, v0018_rehearsals
from scoring.store.models import APPEND_ONLY, metadata
from scoring.usecases.competition.records import CertificateCode
from scoring.usecases.records import Account, Competition


def test_the_migrated_tables_are_those_of_the_models(database: Database) -> None:
    with database.transaction("read") as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_migrated_guard_of_the_ledger_is_that_of_the_models() -> None:
    for dialect, wanted in APPEND_ONLY.items():
        first, later = v0001_first_tables.APPEND_ONLY[dialect], v0018_rehearsals.APPEND_ONLY[dialect]
        replaced = {statement.split()[2] for statement in later}
        kept = [statement for statement in first if statement.split()[2] not in replaced]
        assert {*kept, *later} == set(wanted)


def test_a_new_sqlite_database_gets_the_same_schema_from_models_and_migrations(tmp_path: Path, sqlite_url: str) -> None:
    made = Database(f"sqlite:///{tmp_path / 'made.db'}")
    with made.transaction("write") as connection:
        metadata.create_all(connection)
        connection.commit()
    migrated = Database(sqlite_url)
    assert schema(made) == schema(migrated)
    made.close()
    migrated.close()


def schema(database: Database) -> set[str]:
    query = text("SELECT type || ' ' || name FROM sqlite_master WHERE name NOT LIKE 'alembic%'")
    with database.transaction("read") as connection:
        return {name for name in connection.scalars(query) if "alembic" not in name}


def test_an_empty_database_has_no_revision_and_an_upgraded_one_the_newest(tmp_path: Path, url: str) -> None:
    assert current(f"sqlite:///{tmp_path / 'empty.db'}") is None
    assert current(url) == newest()


def test_upgrading_twice_changes_nothing(url: str, tmp_path: Path) -> None:
    assert upgrade(url, tmp_path) == newest()
    assert upgrade(url, tmp_path) == newest()


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of each real database in turn, with no table in it."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'old.db'}"
    schema: str = request.getfixturevalue("postgres_schema")
    return schema


def test_a_database_from_before_keeps_its_accounts_and_finds_its_certificates_by_their_codes(
    empty_url: str, tmp_path: Path
) -> None:
    database = Database(empty_url)
    config = migrate._config()
    with database.transaction("write") as connection:
        config.attributes |= {"connection": connection, "files": FileStore(tmp_path)}
        command.upgrade(config, "0011")
        connection.execute(
            text("INSERT INTO accounts (id, name, password, role) VALUES ('a', '李一', 'hash', 'organiser')")
        )
        connection.commit()
    with database.write() as uow:
        uow.of(Competition).put_all([Competition("c1", "甲", ""), Competition("c2", "乙", "")])
        for stream, codes in (("event:c1", "AB"), ("event:c2", "C"), ("event:c1", "D"), ("event:none", "E")):
            said = {"version": 1, "certificates": [{"no": 1, "code": code, "award": "奖"} for code in codes]}
            key = f"k{codes}"
            uow.ledger.append(stream, Draft("certificate.number", said, "account:a", "", key, "", 5))
            uow.ledger.append(stream, Draft("certificate.print", {"nos": [1]}, "account:a", "", f"p{key}", "", 5))
        uow.commit()
    database.close()
    upgrade(empty_url, tmp_path)
    database = Database(empty_url)
    with database.read() as uow:
        found = {one.id: one.competition for one in uow.of(CertificateCode).all()}
        kept = uow.of(Account).all()
    database.close()
    assert found == {"A": "c1", "B": "c1", "D": "c1", "C": "c2"}
    assert kept == (Account("a", "李一", "hash"),)


def test_two_servers_that_start_together_upgrade_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'together.db'}"
    results: list[str] = []
    threads = [Thread(target=lambda: results.append(upgrade(url, tmp_path))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [newest()] * 3
