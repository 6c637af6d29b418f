"""The known bad states of a database, as errors with codes of their own instead of the driver's texts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from scoring.disk import is_full
from scoring.engine.errors import Broken, LeitaiError, Refused

BROKEN = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR_SHORT_READ", "SQLITE_IOERR_CORRUPTFS")
FULL = ("SQLITE_FULL",)
"""Beginnings of SQLite's names of errors."""

BROKEN_STATES = {"XX001", "XX002"}  # data_corrupted, index_corrupted
FULL_STATES = {"53100"}  # disk_full
"""PostgreSQL's states."""


@contextmanager
def named(url: URL) -> Iterator[None]:
    """Whatever goes wrong with the database of this address within the block, by its name: ``Broken("db-broken")`` or
    ``Refused("disk-full")``; all else as it is."""
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
    if name.startswith(FULL) or state in FULL_STATES or is_full(original):
        return Refused("disk-full")
    return None
