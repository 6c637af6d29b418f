"""A damaged, lost, newer or full database says what it is, by a code of its own."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from typing import Literal

import pytest
from sqlalchemy import Connection, event, make_url, text
from sqlalchemy.exc import OperationalError

from scoring.engine.errors import Broken, Refused
from scoring.engine.ledger import Draft
from scoring.store import faults, migrate
from scoring.store.database import Database
from scoring.store.durability import check, examine, quick_check
from scoring.store.files import FileStore
from scoring.store.heads import HeadFile, Heads
from scoring.store.repositories import TableLedger
from tests.store.test_database import append, path_of

STREAM = "match:m1"


def opened(url: str, entries: int) -> None:
    """A database with so many entries, closed in good order."""
    database = Database(url)
    for number in range(entries):
        append(database, f"k{number}")
    database.close()


def code_of_the_start(url: str, tmp_path: Path) -> str:
    """What a server that starts says of its database: the code, "" where it is well."""
    database = Database(url)
    try:
        migrate.upgrade(url, tmp_path / "files")
        examine(database, lambda _: [STREAM])
    except Broken as error:
        return error.code
    finally:
        database.close()
    return ""


def test_a_sound_database_starts(sqlite_url: str, tmp_path: Path) -> None:
    opened(sqlite_url, 5)
    assert code_of_the_start(sqlite_url, tmp_path) == ""


def test_a_database_of_a_newer_version_is_named(sqlite_url: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(path_of(sqlite_url))) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(Broken) as caught:
        migrate.upgrade(sqlite_url, tmp_path / "files")
    assert (caught.value.code, caught.value.fields) == ("db-newer", {"found": "9999", "newest": migrate.newest()})


@pytest.mark.parametrize("keep", [0.9, 0.5, 0.01])
def test_a_truncated_database_is_broken(sqlite_url: str, tmp_path: Path, keep: float) -> None:
    opened(sqlite_url, 200)
    file = path_of(sqlite_url)
    os.truncate(file, int(file.stat().st_size * keep))
    assert code_of_the_start(sqlite_url, tmp_path) == "db-broken"


def test_a_file_that_is_no_database_is_broken(sqlite_url: str, tmp_path: Path) -> None:
    path_of(sqlite_url).write_bytes(b"once a database " * 1000)
    assert code_of_the_start(sqlite_url, tmp_path) == "db-broken"


def test_flipped_bytes_in_the_middle_are_found_by_the_quick_check(sqlite_url: str, tmp_path: Path) -> None:
    opened(sqlite_url, 200)
    file = path_of(sqlite_url)
    content = bytearray(file.read_bytes())
    for at in range(4096, len(content), 4096):
        content[at : at + 64] = b"\xff" * 64
    file.write_bytes(content)
    assert quick_check(file, 30) != ""
    assert code_of_the_start(sqlite_url, tmp_path) == "db-broken"


def spoiled(file: Path, *statements: str) -> None:
    """The file after statements that no program of this house gives."""
    with closing(sqlite3.connect(file)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


@pytest.mark.parametrize(
    "statements",
    [
        ("DROP TABLE ledger",),
        ("DROP TABLE alembic_version",),
        ("DELETE FROM alembic_version",),
        ("INSERT INTO alembic_version VALUES ('0001')",),
        ("PRAGMA writable_schema = ON", "UPDATE sqlite_master SET sql = CAST(x'ff80fe' AS TEXT) WHERE name = 'ledger'"),
        ("DROP TRIGGER ledger_no_update", "UPDATE ledger SET payload = '{' WHERE seq = 3"),
        ("DROP TRIGGER ledger_no_update", "UPDATE ledger SET actor = CAST(x'ff80fe' AS TEXT) WHERE seq = 3"),
    ],
)
def test_tables_or_texts_that_damage_took_away_are_damage(
    sqlite_url: str, tmp_path: Path, statements: tuple[str, ...]
) -> None:
    opened(sqlite_url, 5)
    spoiled(path_of(sqlite_url), *statements)
    assert code_of_the_start(sqlite_url, tmp_path) in ("db-broken", "db-chain")


@pytest.mark.parametrize("seed", range(12))
def test_bytes_by_chance_end_in_a_code_and_never_in_the_drivers_own_words(
    sqlite_url: str, tmp_path: Path, seed: int
) -> None:
    opened(sqlite_url, 50)
    file = path_of(sqlite_url)
    content, random = bytearray(file.read_bytes()), Random(seed)
    for _ in range(300):
        content[random.randrange(100, len(content) if seed % 2 else 8192)] = random.randrange(256)
    file.write_bytes(content)
    assert code_of_the_start(sqlite_url, tmp_path) in ("db-broken", "db-chain", "db-behind", "db-forked", "db-newer")


def test_a_check_that_takes_too_long_is_given_up_and_has_found_nothing(sqlite_url: str) -> None:
    opened(sqlite_url, 200)
    assert quick_check(path_of(sqlite_url), -1) == ""


def test_an_entry_that_was_altered_in_the_file_is_named_by_its_place(sqlite_url: str) -> None:
    opened(sqlite_url, 5)
    with closing(sqlite3.connect(path_of(sqlite_url))) as connection:
        (guard,) = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%UPDATE%'")
        connection.execute(f"DROP TRIGGER {guard[0]}")
        connection.execute("UPDATE ledger SET actor = 'somebody else' WHERE seq = 3")
        connection.commit()
    database = Database(sqlite_url)
    with pytest.raises(Broken) as caught:
        examine(database, lambda _: [STREAM])
    assert (caught.value.code, caught.value.fields["stream"], caught.value.fields["seq"]) == ("db-chain", STREAM, 3)
    database.close()


def without_the_wal(url: str, entries: int, lost: int) -> None:
    """``lost`` entries were still in the write-ahead log alone, and that is gone."""
    opened(url, entries)
    file = path_of(url)
    kept = file.with_suffix(".kept")
    shutil.copy(file, kept)
    database = Database(url)
    for number in range(lost):
        append(database, f"later{number}")
    database.close()
    kept.replace(file)
    for companion in ("-wal", "-shm"):
        file.with_name(file.name + companion).unlink(missing_ok=True)


def test_a_lost_write_ahead_log_is_seen_at_the_start(sqlite_url: str, tmp_path: Path) -> None:
    without_the_wal(sqlite_url, 5, lost=2)
    database = Database(sqlite_url)
    with pytest.raises(Broken) as caught:
        examine(database, lambda _: [])
    heads = path_of(sqlite_url).with_name("leitai.db-heads")
    assert caught.value.code == "db-behind"
    assert caught.value.fields == {"stream": STREAM, "seq": 7, "file": str(heads)}
    (found,) = [one for one in check(database, FileStore(heads.parent / "files")).findings if one.name == "heads"]
    assert (found.value, found.good) == (f"{STREAM} 7: db-behind", False)
    database.close()
    heads.unlink()  # what the words tell to do where the entries cannot be had again
    assert code_of_the_start(sqlite_url, tmp_path) == ""


def test_a_database_that_is_gone_or_empty_while_its_heads_are_there_is_not_begun_anew_in_silence(
    sqlite_url: str, tmp_path: Path
) -> None:
    opened(sqlite_url, 5)
    path_of(sqlite_url).unlink()
    assert code_of_the_start(sqlite_url, tmp_path) == "db-behind"


def test_other_entries_in_the_place_of_those_that_were_acknowledged_are_seen(sqlite_url: str, tmp_path: Path) -> None:
    without_the_wal(sqlite_url, 5, lost=2)
    database = Database(sqlite_url)
    heads = path_of(sqlite_url).with_name("leitai.db-heads")
    kept = heads.read_bytes()
    for number in range(3):
        append(database, f"other{number}")
    database.close()
    heads.write_bytes(kept)
    assert code_of_the_start(sqlite_url, tmp_path) == "db-forked"


def test_an_entry_that_is_committed_during_a_look_at_the_database_is_not_lost(sqlite_url: str, tmp_path: Path) -> None:
    opened(sqlite_url, 2)
    server = Database(sqlite_url)

    class Watched(Database):
        """A database to which the server adds an entry as soon as somebody has taken a snapshot."""

        @contextmanager
        def transaction(self, mode: Literal["read", "write"], until: float | None = None) -> Iterator[Connection]:
            with super().transaction(mode, until) as connection:
                append(server, f"meanwhile {time.monotonic_ns()}")
                yield connection

    watched = Watched(sqlite_url)
    examine(watched, lambda _: [STREAM])
    assert check(watched, FileStore(tmp_path / "files")).good
    watched.close()
    server.close()


def test_a_full_disk_is_named_and_nothing_is_written(sqlite_url: str) -> None:
    opened(sqlite_url, 5)
    database = Database(sqlite_url)
    with database.transaction("read") as connection:
        pages = connection.scalar(text("PRAGMA page_count"))

    def fill() -> None:
        with database.transaction("write") as connection:
            connection.execute(text(f"PRAGMA max_page_count = {pages}"))
            ledger = TableLedger(connection)
            for number in range(1000):
                ledger.append(STREAM, _large(number))
            connection.commit()

    with pytest.raises(Refused, match="disk-full"):
        fill()
    with database.read() as uow:
        assert uow.ledger.head(STREAM) == 5
    database.close()


def _large(number: int) -> Draft:
    return Draft("scene.show", {"scene": "x" * 1000}, "system", "", f"large{number}", "", 1)


def test_a_disk_that_is_full_for_a_file_beside_the_database_is_named_as_well(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    with pytest.raises(Refused, match="disk-full"), database.write():
        raise OSError(errno.ENOSPC, "No space left on device")
    database.close()


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """No file may become larger than ``size`` bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_limit_of_the_size_of_files_is_named_as_a_full_disk(sqlite_url: str) -> None:
    opened(sqlite_url, 5)
    database = Database(sqlite_url)

    def fill() -> None:
        with database.transaction("write") as connection:
            ledger = TableLedger(connection)
            for number in range(1000):
                ledger.append(STREAM, _large(number))
            connection.commit()

    with files_up_to(path_of(sqlite_url).stat().st_size + 50_000), pytest.raises(Refused, match="disk-full"):
        fill()
    with database.read() as uow:
        assert uow.ledger.head(STREAM) == 5
    fill()
    database.close()


def not_written() -> OperationalError:
    """What the driver raises where the system refuses a write for a reason that SQLite does not know."""
    original = sqlite3.OperationalError("disk I/O error")
    original.sqlite_errorname = "SQLITE_IOERR_WRITE"
    return OperationalError("INSERT", {}, original)


def test_a_used_up_quota_is_named_as_a_full_disk_and_another_fault_of_the_disk_is_not(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = make_url(sqlite_url)
    assert faults.fault(not_written(), url) is None

    def used_up(fd: int) -> None:
        raise OSError(errno.EDQUOT, "Disk quota exceeded")

    monkeypatch.setattr(os, "fsync", used_up)
    known = faults.fault(not_written(), url)
    assert known is not None
    assert known.code == "disk-full"
    with pytest.raises(Refused, match="disk-full"), faults.named(url):
        raise OSError(errno.EFBIG, "File too large")


def test_heads_are_kept_for_each_stream_whoever_writes_them_and_half_a_line_is_none(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'leitai.db'}"
    migrate.upgrade(url, tmp_path / "files")
    first, second = Database(url), Database(url)
    append(first, "a")
    append(second, "b")
    append(first, "c")
    heads = HeadFile(tmp_path / "leitai.db")
    (seq, digest) = heads.read()[STREAM]
    assert (seq, len(digest)) == (3, 64)
    with heads.file.open("a") as out:
        out.write(f"{STREAM} 4 abc")
    assert heads.read()[STREAM] == (3, digest)
    heads.shorten()
    assert heads.file.read_text() == f"{STREAM} 3 {digest}\n"
    assert heads.file.stat().st_mode & 0o077 == 0
    first.close()
    second.close()


def test_an_entry_counts_although_its_head_cannot_be_noted(sqlite_url: str) -> None:
    path_of(sqlite_url).with_name("leitai.db-heads").mkdir()
    database = Database(sqlite_url)
    assert append(database, "a") == 1
    database.close()


def test_what_was_rolled_back_is_no_head(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    append(database, "a")
    with database.write() as uow:
        uow.ledger.append(STREAM, _large(1))
    assert HeadFile(path_of(sqlite_url)).read()[STREAM][0] == 1
    database.close()


def test_a_check_beside_a_match_that_goes_on_misses_no_entry(sqlite_url: str, tmp_path: Path) -> None:
    played, looked_at = Database(sqlite_url), Database(sqlite_url)
    append(played, "first")
    keys = iter(range(1000))

    @event.listens_for(looked_at.engine, "before_cursor_execute")
    def _goes_on(*_: object) -> None:
        append(played, f"k{next(keys)}")

    def streams(_: object) -> list[str]:
        append(played, f"k{next(keys)}")
        return [STREAM]

    examine(looked_at, streams)
    found = {one.name: one.value for one in check(looked_at, FileStore(tmp_path / "files")).findings}
    assert (found["heads"], found["chain"]) == ("ok", "ok")
    assert next(keys) > 5
    looked_at.close()
    played.close()


@pytest.mark.parametrize(
    "rest", [b"mat", b"match:m1", b"match:m1 ", b"match:m1 4", b"match:m1 4 abc", b"\0" * 40, b"\xff\0\x1c"]
)
def test_what_a_full_disk_or_a_power_cut_left_of_a_line_makes_no_head_of_the_next_one(
    sqlite_url: str, tmp_path: Path, rest: bytes
) -> None:
    opened(sqlite_url, 3)
    heads = HeadFile(path_of(sqlite_url))
    with heads.file.open("ab") as out:
        out.write(rest)
    database = Database(sqlite_url)
    append(database, "next")
    database.close()
    assert {stream: seq for stream, (seq, _) in heads.read().items()} == {STREAM: 4}
    assert code_of_the_start(sqlite_url, tmp_path) == ""


def test_heads_that_cannot_be_read_or_shortened_keep_no_server_from_its_start(sqlite_url: str, tmp_path: Path) -> None:
    """An administrator's program has made the file, or the disk has no room for its draft."""
    opened(sqlite_url, 3)
    heads = HeadFile(path_of(sqlite_url))
    kept = heads.file.read_bytes()
    (tmp_path / f"{heads.file.name}.new").mkdir()
    heads.shorten()
    assert heads.file.read_bytes() == kept
    heads.file.unlink()
    heads.file.mkdir()
    assert code_of_the_start(sqlite_url, tmp_path) == ""
    heads.shorten()
    database = Database(sqlite_url)
    (found,) = [one for one in check(database, FileStore(tmp_path / "files")).findings if one.name == "heads"]
    assert (found.value, found.good) == ("Is a directory", False)
    database.close()


def test_a_backup_that_was_put_beside_a_later_write_ahead_log_is_told(sqlite_url: str, tmp_path: Path) -> None:
    """SQLite applies the log to whatever database lies beside it."""
    opened(sqlite_url, 400)
    file = path_of(sqlite_url)
    backup = file.with_suffix(".backup")
    shutil.copy(file, backup)
    killed = tmp_path / "killed"
    killed.mkdir()
    database = Database(sqlite_url)
    for number in range(600):
        append(database, f"later{number}")
    for one in ("leitai.db-wal", "leitai.db-heads"):  # as a kill leaves them
        shutil.copy(file.with_name(one), killed)
    database.close()
    shutil.copy(backup, killed / "leitai.db")
    assert code_of_the_start(f"sqlite:///{killed / 'leitai.db'}", tmp_path) == "db-broken"


def test_what_grows_through_a_long_day_is_read_where_it_holds_nobody_up(sqlite_url: str) -> None:
    opened(sqlite_url, 3)
    database, away = Database(sqlite_url), list[str]()
    assert database.heads is not None

    class Far(HeadFile):
        def read(self) -> Heads:
            away.append("heads read" if away[-1:] == ["begun"] else "heads read here")
            return super().read()

    def off(work: Callable[..., str], *args: object) -> str:
        away.append("begun")
        result = work(*args)
        away.append("over")
        return result

    database.heads = Far(path_of(sqlite_url))
    examine(database, lambda _: [STREAM], off)
    assert away == ["begun", "over", "begun", "heads read", "over"]
    database.close()
