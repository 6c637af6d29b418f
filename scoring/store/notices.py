"""What one process tells the others of each commit, by PostgreSQL itself: a notice is part of its transaction, so it
comes once the commit is there, in the order of the commits, and never without it.

The channel belongs to the schema, so that two installations in one database hear nothing of each other.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from scoring.engine.errors import LeitaiError

if TYPE_CHECKING:
    from scoring.store.database import Database

CHANNEL = "leitai_"

LONGEST = 7_000
"""Bytes of a notice that are told whole; the server takes 8,000."""

LOOK = 1.0
"""Seconds after which a wait for notices begins anew, so that it can end."""

AGAIN = 0.25
"""Seconds until a connection that was lost is tried again."""

_TELL = text(f"SELECT pg_notify('{CHANNEL}' || current_schema(), :told)")


@dataclass(frozen=True, slots=True)
class Notice:
    """A commit of the process ``by``: the last seq of each stream that has grown, and the names of the types of records
    that were written or removed.  ``whole`` is False where there was too much to tell: anything may have changed."""

    by: str = ""
    heads: Mapping[str, int] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()
    whole: bool = True


ANYTHING = Notice(whole=False)
"""Notices may have been missed."""


def tell(connection: Connection, notice: Notice) -> None:
    """Let the others hear of this transaction once it is committed."""
    told = json.dumps([notice.by, dict(notice.heads), sorted(notice.kinds)])
    if len(told) > LONGEST:
        told = json.dumps([notice.by])
    connection.execute(_TELL, {"told": told})


def read(told: str) -> Notice:
    """A notice as it was told; one that cannot be read may mean anything."""
    try:
        by, heads, kinds = json.loads(told)
        return Notice(str(by), {str(stream): int(seq) for stream, seq in heads.items()}, frozenset(kinds))
    except (ValueError, TypeError, AttributeError):
        with suppress(ValueError, TypeError, IndexError):
            return Notice(str(json.loads(told)[0]), whole=False)
        return ANYTHING


class Listener:
    """Hears the notices of other processes on a connection of its own, and says so where some may have been missed."""

    def __init__(
        self,
        database: Database,
        heard: Callable[[Notice], None],
        sleep: Callable[[float], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """``heard`` must not wait; ``failed`` is told of what nobody expects."""
        self._database, self._heard, self._sleep, self._failed = database, heard, sleep, failed
        self._ended = False

    def end(self) -> None:
        """Let ``run`` return within ``LOOK`` seconds."""
        self._ended = True

    def run(self) -> None:
        """Listen until ``end``; a lost connection is made again, and after any failure everything is heard anew."""
        away = *errors_of(self._database), LeitaiError  # whoever heard may have read the database, too
        while not self._ended:
            try:
                self._listen()
            except Exception as error:
                if not isinstance(error, away):
                    self._failed(error)
                self._sleep(AGAIN)

    def _listen(self) -> None:
        with alone(self._database) as driver:
            (schema,) = driver.execute("SELECT current_schema()").fetchone()
            driver.execute(f'LISTEN "{CHANNEL}{schema}"')
            self._heard(ANYTHING)  # what came before it listened
            while not self._ended:
                for one in driver.notifies(timeout=LOOK):
                    notice = read(one.payload)
                    if notice.by != self._database.token:
                        self._heard(notice)


def errors_of(database: Database) -> tuple[type[Exception], ...]:
    """What the driver of a database raises, as it is and as SQLAlchemy names it."""
    return SQLAlchemyError, database.engine.dialect.loaded_dbapi.Error


def alone(database: Database) -> Any:
    """A connection of the driver's own, outside of the pool, which commits each statement: for what lasts as long as
    its process."""
    pooled = database.engine.raw_connection()
    driver: Any = pooled.driver_connection
    pooled.detach()
    driver.rollback()  # the pool has asked whether it still answers
    driver.autocommit = True
    return driver
