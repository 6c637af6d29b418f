"""The known bad states of a database, as errors with codes of their own instead of the driver's texts."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, OperationalError

from scoring.disk import has_room, is_full
from scoring.engine.errors import Broken, LeitaiError, Refused
from scoring.store.columns import Damaged
from scoring.store.file_check import quick_check

BROKEN = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR_SHORT_READ", "SQLITE_IOERR_CORRUPTFS")
GONE = re.compile(r"no such (?:table|column)|Could not decode to UTF-8|table \S+ already exists")
"""What the driver says where a table that every revision has, a text or the revision itself is lost."""

FULL = ("SQLITE_FULL",)
NOT_WRITTEN = ("SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC", "SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_TRUNCATE")
"""Beginnings of SQLite's names of errors."""

LOOK = 1.0
"""Seconds for a look at the file after an error that says nothing of it."""

BROKEN_STATES = {"XX001", "XX002"}  # data_corrupted, index_corrupted
FULL_STATES = {"53100"}  # disk_full
"""PostgreSQL's states."""


BUSY_STATES = {"55P03", "40001", "40P01"}  # lock_not_available, serialization_failure, deadlock_detected
GONE_STATES = {"57P01", "57P02", "57P03", "53300"}
"""admin_shutdown, crash_shutdown, cannot_connect_now, too_many_connections."""


def unreachable(error: DBAPIError) -> bool:
    """Whether the database's server does not answer, or no more: it is restarted, or the way to it is gone."""
    state = getattr(error.orig, "sqlstate", None) or ""
    if state.startswith("08") or state in GONE_STATES or error.connection_invalidated:
        return True
    # The driver itself says so, without a state of the server's: it could not connect, or the connection was lost.
    return isinstance(error, OperationalError) and getattr(error.orig, "sqlstate", "") is None


@contextmanager
def named(url: URL) -> Iterator[None]:
    """Whatever goes wrong with the database of this address within the block, by its name: ``Broken("db-broken")``,
    ``Refused``: ``disk-full`` ``store-busy`` ``database-away``; all else as it is."""
    try:
        yield
    except Exception as error:
        if (known := fault(error, url)) is None:
            raise
        raise known from error


def fault(error: BaseException, url: URL) -> LeitaiError | None:
    """What an error of the driver or the system says about the database; None where it is none of the known states."""
    original = error.orig if isinstance(error, DBAPIError) else error
    name, state = getattr(original, "sqlite_errorname", "") or "", getattr(original, "sqlstate", "") or ""
    if name.startswith(BROKEN) or state in BROKEN_STATES:
        return Broken("db-broken", file=url.database or "", problem=str(original))
    if isinstance(original, sqlite3.OperationalError) and GONE.match(str(original)):
        return Broken("db-broken", file=url.database or "", problem=str(original))
    if isinstance(original, Damaged):
        return Broken("db-broken", file=url.database or "", problem=str(original))
    # The driver cannot even say what is damaged, where its message quotes it.
    if isinstance(original, UnicodeDecodeError) and url.database and (problem := quick_check(Path(url.database), LOOK)):
        return Broken("db-broken", file=url.database, problem=problem)
    if name.startswith(FULL) or state in FULL_STATES or is_full(original):
        return Refused("disk-full")
    if state in BUSY_STATES:
        return Refused("store-busy")
    if isinstance(error, DBAPIError) and unreachable(error):
        return Refused("database-away")
    # SQLite knows a full disk, but neither a quota nor a limit of the size of a file.
    if name.startswith(NOT_WRITTEN) and url.database and not has_room(Path(url.database)):
        return Refused("disk-full")
    return None
