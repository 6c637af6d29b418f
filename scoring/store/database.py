"""Open the database: an embedded SQLite file, or PostgreSQL by its URL.

Two facts explain this module.  First, a wait for SQLite's lock happens in C and stops every green thread, so the driver
never waits.  Turns inside the process order its writers (``write_turns``).  ``BEGIN IMMEDIATE`` orders the processes;
if it is refused, we sleep a moment in Python and try again, for a limited time.  On PostgreSQL an advisory lock orders
them: the server keeps the line, and its driver lets others go on.  Second, an entry is acknowledged after its commit,
so the commit must be on the disk: WAL with ``synchronous=FULL``.

Every commit to PostgreSQL is told to the other processes (``notices``).
"""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from scoring.engine.errors import Refused
from scoring.engine.ledger import Entry
from scoring.store.faults import BUSY_STATES, named, unreachable
from scoring.store.feed import Base, Feed
from scoring.store.heads import HeadFile
from scoring.store.notices import Notice, tell
from scoring.store.unit_of_work import SqlUnitOfWork
from scoring.store.write_turns import WriteTurns

WRITE_LOCK = 0x1E17A1
"""The number of the advisory lock that orders the writers of one PostgreSQL database."""

LEAST_FREE = 4 * 1024 * 1024
"""Bytes that must be free on the disk: a page of the write-ahead log and the next ones."""

LEAST_GIVEN_BACK = 16 * 1024 * 1024
"""Free bytes inside a file from which on the file is written anew."""

CLOCK_LOOKS = 7

_SERVER_TIME = text("SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint)")

_TAKES_ENTRIES = text("SELECT NOT pg_is_in_recovery() AND current_setting('default_transaction_read_only') = 'off'")


def url_of(where: Path | str) -> URL:
    """The URL of a database: of the SQLite file at a path, as it is named, or read from its text."""
    return URL.create("sqlite", database=str(where)) if isinstance(where, Path) else make_url(where)


class Database:
    """A store on SQLAlchemy, at ``where`` as ``url_of`` takes it.  A writer waits ``patience`` seconds for its turn,
    then gets ``Refused("store-busy")``.

    ``sleep`` is passed in by a runtime with green threads; the default suits ordinary ones.
    """

    def __init__(
        self,
        where: Path | str,
        *,
        sleep: Callable[[float], None] = time.sleep,
        patience: float = 1.5,
    ) -> None:
        self.url = url_of(where)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        self.file = _file(self.url)
        self.heads = HeadFile(self.file) if self.file else None
        self.feed = Feed(self.file) if self.file else None
        self.engine = _sqlite_engine(self.url) if self.sqlite else _server_engine(self.url, patience)
        self._turns = WriteTurns(partial(sleep, 0))
        self._sleep = sleep
        self._patience = patience
        self._changes: Counter[type] = Counter()
        self.token = secrets.token_hex(6)

    def changes(self, *kinds: type) -> int:
        """As ``ports.Store``."""
        return sum(self._changes[kind] for kind in kinds)

    def changed_elsewhere(self, kinds: Collection[type]) -> None:
        """Another process has written or removed records of these types."""
        self._changes.update(kinds)

    def write(self, *, first: bool = False) -> AbstractContextManager[SqlUnitOfWork]:
        """A unit of work that may write; only one writes at a time, ``first`` before all others that wait.  It is
        rolled back unless committed."""
        return self._write(first)

    def read(self) -> AbstractContextManager[SqlUnitOfWork]:
        """A unit of work on a snapshot; it never waits for writers."""
        return self._read()

    def writable(self) -> bool:
        """Whether the store could write an entry now, as far as can be told without a lock that a writer may need: it
        answers, its file is not read-only and its disk not full, or its server is not read-only."""
        with self.transaction("read") as connection:
            if not self.sqlite:
                return bool(connection.scalar(_TAKES_ENTRIES))
        if (file := self.file) is None:
            return True
        held = os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)
        return held and shutil.disk_usage(file.parent).free >= LEAST_FREE

    def clock_ahead(self) -> int:
        """By how many ns the clock of the database's server is ahead of this machine's, by the quickest of some
        answers: what several processes call now."""
        found: list[tuple[int, int]] = []
        with self.transaction("read") as connection:
            for _ in range(CLOCK_LOOKS):
                asked = time.time_ns()
                said = int(connection.scalar(_SERVER_TIME) or 0) * 1_000
                took = time.time_ns() - asked
                found.append((took, said - asked - took // 2))
        return min(found)[1]

    def give_back_space(self) -> None:
        """Make a SQLite file smaller if most of it is free, because a migration has moved data out of it.  If another
        process uses the file, or the disk has too little room, the file stays as it is."""
        if not self.sqlite:
            return
        with closing(self.engine.raw_connection()) as connection:
            cursor = connection.cursor()
            free, pages, size = (
                cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("freelist_count", "page_count", "page_size")
            )
            if free * size >= LEAST_GIVEN_BACK and 2 * free > pages:
                with suppress(sqlite3.OperationalError):
                    cursor.execute("VACUUM")
                    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _empty_log(self) -> None:
        """Bring everything from SQLite's write-ahead log into the file: the log has what was there before it was
        removed.  While somebody reads, it is left to a later checkpoint."""
        with closing(self.engine.raw_connection()) as connection, suppress(sqlite3.OperationalError):
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()
        if self.heads is not None:
            self.heads.close()
        if self.feed is not None:
            self.feed.close()

    def base(self) -> Base:
        """Where a warm spare begins.  Raises ``Refused``: ``store-busy``, ``backup-needs-sqlite``."""
        if self.feed is None:
            raise Refused("backup-needs-sqlite", database=self.url.render_as_string(hide_password=True))
        with self._write():
            return self.feed.base()

    @contextmanager
    def _write(self, first: bool = False) -> Iterator[SqlUnitOfWork]:
        until = time.monotonic() + self._patience
        if not self._turns.acquire(self._patience, first=first):
            raise Refused("store-busy")
        try:
            with self.transaction("write", until) as connection:
                if self.feed is not None:
                    self.feed.begun()
                made = SqlUnitOfWork(
                    connection, self.heads, self.feed, self._changes.update, self._tell, self._turns.hurried
                )
                yield made
            if made.wipes and self.sqlite:
                self._empty_log()
        finally:
            self._turns.release()

    def _tell(self, connection: Connection, entries: Sequence[Entry], kinds: Sequence[type]) -> None:
        """Tell the other processes of what is about to be committed; they hear of it once it is."""
        if not self.sqlite and (entries or kinds):
            heads = {entry.stream: entry.seq for entry in entries}
            tell(connection, Notice(self.token, heads, frozenset(kind.__name__ for kind in kinds)))

    @contextmanager
    def _read(self) -> Iterator[SqlUnitOfWork]:
        with self.transaction("read") as connection:
            yield SqlUnitOfWork(connection)

    @contextmanager
    def transaction(self, mode: Literal["read", "write"], until: float | None = None) -> Iterator[Connection]:
        """A connection in a transaction that has its lock (write) or its snapshot (read); for migrations and checks.

        Rolled back unless committed.  While another process holds the lock it tries again until ``until`` (monotonic
        seconds), then raises ``Refused("store-busy")``, and ``Refused("database-away")`` where a server does not
        answer for as long.  Raises ``Broken("db-broken")`` where the file is damaged and ``Refused("disk-full")`` where
        the disk has no room for what is written.
        """
        with named(self.url):
            connection = self._begun(mode, time.monotonic() + self._patience if until is None else until)
            try:
                yield connection
            finally:
                connection.close()

    def _begun(self, mode: str, until: float) -> Connection:
        pause = 0.002
        while True:
            try:
                return self._begin(mode)
            except DBAPIError as error:
                busy = _is_busy(error)
                if not busy and not unreachable(error):
                    raise
                if time.monotonic() + pause > until:
                    raise Refused("store-busy" if busy else "database-away") from error
            self._sleep(pause)
            pause = min(pause * 1.5, 0.02)

    def _begin(self, mode: str) -> Connection:
        connection = self.engine.connect().execution_options(leitai_mode=mode)
        try:
            connection.begin()
            if not self.sqlite:
                connection.execute(_AFTER_BEGIN[mode])
        except BaseException:
            connection.close()
            raise
        return connection


_AFTER_BEGIN = {
    "read": text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"),
    # The server gives the turn in the order of asking, and no later than ``lock_timeout``.
    "write": text(f"SELECT pg_advisory_xact_lock({WRITE_LOCK})"),
}
"""What PostgreSQL is asked at the beginning of a transaction."""

_BEGIN = {
    "read": ("BEGIN", "SELECT 1 FROM sqlite_master LIMIT 1"),  # takes the snapshot now, while a wait is expected
    "write": ("BEGIN IMMEDIATE",),
}
"""How a transaction of SQLite begins."""


def _is_busy(error: DBAPIError) -> bool:
    original: Any = error.orig
    if isinstance(error, OperationalError) and getattr(original, "sqlite_errorname", "").startswith("SQLITE_BUSY"):
        return True
    return getattr(original, "sqlstate", None) in BUSY_STATES


PRAGMAS = (
    "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=0",
    "fullfsync=ON",  # without it, macOS leaves synced data in the disk's own memory
    "secure_delete=ON",  # what is removed is written over, also where the library was built without that
)  # fmt: skip


def _sqlite_engine(url: URL) -> Engine:
    if url.database and url.database != ":memory:":
        _make_private(url.database)
    engine = create_engine(url, connect_args={"timeout": 0, "check_same_thread": False}, pool_size=8, max_overflow=24)

    @event.listens_for(engine, "connect")
    def _prepare(dbapi_connection: Any, _record: ConnectionPoolEntry) -> None:
        dbapi_connection.isolation_level = None  # SQLAlchemy's BEGIN below, not the driver's
        for pragma in PRAGMAS:
            dbapi_connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        mode = connection.get_execution_options().get("leitai_mode")
        driver: Any = connection.connection.dbapi_connection
        for statement in _BEGIN.get(str(mode), ("BEGIN",)):
            try:  # by the driver itself: every command and every view begins so
                driver.execute(statement).fetchone()
            except sqlite3.Error as error:
                raise DBAPIError.instance(statement, None, error, sqlite3.Error, dialect=connection.dialect) from error

    return engine


_SERVER_OPTIONS = {
    # A machine that is gone says nothing: what it held is given to others within seconds.
    "tcp_keepalives_idle": "1",
    "tcp_keepalives_interval": "1",
    "tcp_keepalives_count": "2",
}


_OWN_OPTIONS = {
    # Nor does a machine of the database's that is gone: without these a process would wait for it for a quarter of an
    # hour.
    "keepalives_idle": "1",
    "keepalives_interval": "1",
    "keepalives_count": "3",
    "tcp_user_timeout": "5000",
}


def _server_engine(url: URL, patience: float) -> Engine:
    wanted = {"lock_timeout": str(int(patience * 1000)), **_SERVER_OPTIONS}
    options = " ".join([str(url.query.get("options", "")), *(f"-c {name}={value}" for name, value in wanted.items())])
    query = {"connect_timeout": "3", **_OWN_OPTIONS, **url.query, "options": options.strip()}
    return create_engine(url.set(query=query), pool_pre_ping=True, pool_size=8, max_overflow=24)


def _file(url: URL) -> Path | None:
    """The file of an embedded database; a server looks after its own."""
    kept = url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:"
    return Path(url.database or "") if kept else None


def _make_private(path: str) -> None:
    """A new database file belongs to its owner alone; SQLite gives its -wal and -shm the same mode."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
