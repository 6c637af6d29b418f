"""Copy one snapshot of a SQLite database that others write meanwhile, in steps for which no writer waits."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

PAGES = 64
"""Pages of 4 kB that are copied at a time."""

PAUSE = 0.001
"""Seconds between two steps: the disk is the writers' first."""


def snapshot_of(database: Path) -> sqlite3.Connection:
    """A connection that holds the snapshot of this moment: what is written from now on is not in it, and lets no step
    of a copy begin anew.  It may be used in another thread."""
    source = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
    source.execute("BEGIN")
    source.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()
    return source


def copy_snapshot(source: sqlite3.Connection, target: Path, sleep: Callable[[float], None] = time.sleep) -> None:
    """Copy a snapshot into a new file, which the caller syncs; the snapshot ends.  ``sleep``: that of a real thread."""
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with closing(source), closing(sqlite3.connect(target, isolation_level=None)) as out:
        # Nobody opens it before it is whole, so it needs no journal of its own.
        out.execute("PRAGMA journal_mode=OFF")
        out.execute("PRAGMA synchronous=OFF")
        source.backup(out, pages=PAGES, progress=lambda *_: sleep(PAUSE))
