"""What the real databases must do besides the contract: durability, foreign locks, other processes, the guard."""

from __future__ import annotations

import sqlite3
import stat
import time
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from scoring.engine.errors import Refused
from scoring.engine.ledger import GENESIS, Draft, Entry, chain
from scoring.store.database import Database
from scoring.store.durability import check, examine
from scoring.store.files import FileStore
from scoring.store.heads import HeadFile
from scoring.store.migrate import missing_file, newest
from scoring.usecases.removals import let_go
from tests.fakes import fake_context
from tests.registrations import ORGANISER


def draft(key: str) -> Draft:
    return Draft("scene.show", {"scene": "black"}, "system", "", key, "", 1)


def chained(key: str) -> Entry:
    """A first entry of a match's stream."""
    return chain("match:m1", 1, GENESIS, draft(key))


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    """No file that a record could name."""
    return FileStore(tmp_path / "files")


def append(database: Database, key: str) -> int:
    with database.write() as uow:
        entry = uow.ledger.append("match:m1", draft(key))
        uow.commit()
    return entry.seq


def path_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def test_every_sqlite_connection_writes_ahead_and_syncs_fully(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    for mode in ("read", "write"):
        with database.transaction(mode) as connection:  # type: ignore[arg-type]
            assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
            assert connection.scalar(text("PRAGMA synchronous")) == 2
            assert connection.scalar(text("PRAGMA foreign_keys")) == 1
            assert connection.scalar(text("PRAGMA busy_timeout")) == 0
    database.close()


def test_a_new_sqlite_file_and_its_companions_belong_to_their_owner_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new' / 'leitai.db'}"
    from scoring.store.migrate import upgrade

    upgrade(url, tmp_path / "files")
    database = Database(url)
    append(database, "k1")
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "new").iterdir()}
    assert modes == dict.fromkeys(("leitai.db", "leitai.db-wal", "leitai.db-shm", "leitai.db-heads"), 0o600)
    database.close()


def test_a_foreign_lock_of_two_seconds_does_not_freeze_the_store(sqlite_url: str) -> None:
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        time.sleep(seconds)

    database = Database(sqlite_url, patience=0.3, sleep=sleep)
    foreign = sqlite3.connect(path_of(sqlite_url), isolation_level=None)
    foreign.execute("BEGIN IMMEDIATE")
    with pytest.raises(Refused) as caught:
        append(database, "k1")
    assert caught.value.code == "store-busy"
    assert len(slept) > 5
    assert max(slept) <= 0.02
    with database.read() as uow:
        assert uow.ledger.head("match:m1") == 0
    foreign.execute("ROLLBACK")
    foreign.close()
    assert append(database, "k1") == 1
    database.close()


def test_a_writer_waits_for_a_foreign_lock_that_ends_in_time(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    foreign = sqlite3.connect(path_of(sqlite_url), isolation_level=None, check_same_thread=False)
    foreign.execute("BEGIN IMMEDIATE")

    def let_go() -> None:
        time.sleep(0.2)
        foreign.execute("ROLLBACK")

    thread = Thread(target=let_go)
    thread.start()
    assert append(database, "k1") == 1
    thread.join()
    foreign.close()
    database.close()


def test_a_writer_of_another_connection_makes_ours_wait_and_then_refuse(url: str) -> None:
    first, second = Database(url), Database(url, patience=0.2)
    with first.write(), pytest.raises(Refused, match="store-busy"):
        append(second, "k1")
    assert append(second, "k1") == 1
    first.close()
    second.close()


def test_a_writer_of_the_same_process_waits_no_longer_than_its_patience(url: str) -> None:
    database = Database(url, patience=0.2)
    holds, done = Event(), Event()

    def hold() -> None:
        with database.write():
            holds.set()
            done.wait(5)

    thread = Thread(target=hold)
    thread.start()
    holds.wait(5)
    with pytest.raises(Refused, match="store-busy"):
        append(database, "k1")
    done.set()
    thread.join()
    assert append(database, "k1") == 1
    database.close()


def test_what_another_store_appended_is_seen_at_once(url: str) -> None:
    first, second = Database(url), Database(url)
    assert append(first, "k1") == 1
    assert append(second, "k2") == 2
    with first.read() as uow:
        assert [entry.key for entry in uow.ledger.read("match:m1")] == ["k1", "k2"]
    first.close()
    second.close()


@pytest.mark.parametrize("change", ["UPDATE ledger SET reason = 'x'", "DELETE FROM ledger"])
def test_the_database_itself_refuses_to_change_the_ledger(database: Database, change: str) -> None:
    append(database, "k1")
    with pytest.raises(DBAPIError, match="append-only"), database.transaction("write") as connection:
        connection.execute(text(change))
    with database.read() as uow:
        assert uow.ledger.head("match:m1") == 1


@pytest.mark.parametrize("named", [True, False], ids=["the-file-says-so", "the-file-is-behind"])
def test_a_stream_that_people_removed_is_not_missed(
    database: Database, files: FileStore, tmp_path: Path, named: bool
) -> None:
    append(database, "k1")
    heads = database.heads.file.read_bytes() if database.heads is not None else b""
    with database.write() as uow:
        let_go(fake_context(), uow, ORGANISER, "rehearsal", record="m1", title="彩排", streams=["match:m1"])
        uow.commit()
    if database.heads is not None and not named:
        database.heads.file.write_bytes(heads)
    examine(database, lambda _: ())
    assert [one for one in check(database, files).findings if not one.good and one.name != "file-mode"] == []


def test_the_heads_forget_a_stream_that_was_removed_and_know_the_one_that_came_after_it(tmp_path: Path) -> None:
    heads, first, second = HeadFile(tmp_path / "leitai.db"), chained("k1"), chained("k2")
    heads.note([first])
    heads.note([], ["match:m1"])
    assert heads.read() == {}
    heads.note([second])
    assert heads.read() == {"match:m1": (1, second.hash)}
    heads.close()


def test_an_entry_goes_with_its_whole_stream_only(database: Database) -> None:
    append(database, "k1")
    with database.transaction("write") as connection:
        connection.execute(text("INSERT INTO leaving_streams VALUES ('match:m2')"))
        with pytest.raises(DBAPIError, match="append-only"):
            connection.execute(text("DELETE FROM ledger"))


def test_a_stream_that_is_left_named_as_leaving_is_reported(database: Database, files: FileStore) -> None:
    with database.transaction("write") as connection:
        connection.execute(text("INSERT INTO leaving_streams VALUES ('match:m2')"))
        connection.commit()
    assert "append-only" in {one.name for one in check(database, files).findings if not one.good}


def test_a_sound_database_passes_the_check(database: Database, files: FileStore) -> None:
    for number in range(3):
        append(database, f"k{number}")
    report = check(database, files)
    assert [finding for finding in report.findings if not finding.good] == []
    assert (report.good, report.streams, report.entries) == (True, 1, 3)


def tampered(url: str, *statements: str) -> Database:
    """The database after somebody went round the guard."""
    database = Database(url)
    for number in range(3):
        append(database, f"k{number}")
    triggers: dict[str, tuple[str, ...]] = {
        "sqlite": ("DROP TRIGGER ledger_no_update", "DROP TRIGGER ledger_no_delete"),
        "postgresql": ("DROP TRIGGER ledger_no_change ON ledger", "DROP TRIGGER ledger_no_delete ON ledger"),
    }
    with database.transaction("write") as connection:
        for statement in (*triggers[connection.dialect.name], *statements):
            connection.execute(text(statement))
        connection.commit()
    return database


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE ledger SET reason = 'x' WHERE seq = 2", "match:m1 2: chain-hash"),
        ("DELETE FROM ledger WHERE seq = 2", "match:m1 3: chain-gap"),
        ("UPDATE ledger SET prev = hash WHERE seq = 3", "match:m1 3: chain-link"),
    ],
)
def test_the_check_names_the_first_entry_that_was_tampered_with(
    url: str, statement: str, found: str, files: FileStore
) -> None:
    database = tampered(url, statement)
    bad = {finding.name: finding.value for finding in check(database, files).findings if not finding.good}
    assert bad == {"append-only": "unguarded", "chain": found}
    database.close()


def test_an_empty_database_is_reported_as_not_up_to_date(tmp_path: Path, files: FileStore) -> None:
    database = Database(f"sqlite:///{tmp_path / 'empty.db'}")
    bad = {
        finding.name: (finding.value, finding.wanted) for finding in check(database, files).findings if not finding.good
    }
    assert bad == {"revision": ("none", newest())}
    database.close()


def test_a_file_that_others_may_read_is_reported(sqlite_url: str, files: FileStore) -> None:
    path_of(sqlite_url).chmod(0o644)
    database = Database(sqlite_url)
    assert [finding.name for finding in check(database, files).findings if not finding.good] == ["file-mode"]
    database.close()


def test_every_database_says_that_it_takes_entries_also_while_somebody_writes(database: Database) -> None:
    with database.write():
        assert database.writable()


@pytest.mark.parametrize("name", ["a?b", "a%20b", "a#b", "数据 夹"])
def test_a_database_by_its_path_is_the_file_of_that_name(tmp_path: Path, name: str) -> None:
    file = tmp_path / name / "leitai.db"
    assert missing_file(file) == file
    database = Database(file)
    with database.transaction("write") as connection:
        connection.execute(text("CREATE TABLE t (x INTEGER)"))
        connection.commit()
    database.close()
    assert (missing_file(file), [found.name for found in tmp_path.iterdir()]) == (None, [name])
