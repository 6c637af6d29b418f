"""The quick look at a database file: whether its structure is whole."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

NOT_NOW = ("SQLITE_INTERRUPT", "SQLITE_BUSY", "SQLITE_LOCKED")
"""How SQLite says that a check has taken too long, or that another has the file for a moment."""

STEPS = 10_000
"""Steps of SQLite's machine between two looks at the clock."""


def quick_check(file: Path, seconds: float) -> str:
    """What SQLite's quick check says of a file; "" where it finds nothing, or not within so many seconds.

    It has a connection of its own and no lock of this program, so it may run in a real thread beside green ones.
    """
    until = time.monotonic() + seconds
    try:
        with closing(sqlite3.connect(file, timeout=0)) as connection:
            connection.set_progress_handler(lambda: time.monotonic() > until, STEPS)
            (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except UnicodeDecodeError as error:  # the driver, over a message that quotes what is damaged
        return str(error)
    except sqlite3.DatabaseError as error:
        return "" if error.sqlite_errorname.startswith(NOT_NOW) else str(error)
    return "" if found == "ok" else str(found)
