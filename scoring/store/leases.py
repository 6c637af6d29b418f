"""Which process leads a stream: a lock of the database's session, which ends with its process however that ends.

A lease decides nothing.  What is due happens once by its key, under the write lock; the lease only keeps the others
from trying, so that a press is decided by one process and not by a race.
"""

from __future__ import annotations

import hashlib
import threading
from typing import TYPE_CHECKING, Any

from scoring.store.notices import alone, errors_of

if TYPE_CHECKING:
    from scoring.store.database import Database

KIND = 0x1E17A2
"""The first number of every lease; the second one is of the stream."""


class Leases:
    """The leases of this process, on a connection of its own."""

    def __init__(self, database: Database, lock: threading.Lock | None = None) -> None:
        self._database = database
        self._lock = lock or threading.Lock()
        self._driver: Any = None
        self._held: set[str] = set()

    def hold(self, stream: str) -> bool:
        """Whether this process leads the stream: it does already, or nobody did.  False while the database does not
        answer."""
        with self._lock:
            try:
                return self._hold(stream)
            except errors_of(self._database):
                self._lost()
                return False

    def _hold(self, stream: str) -> bool:
        if self._driver is None or self._driver.closed:
            self._lost()
            self._driver = alone(self._database)
        if stream in self._held:
            return True
        (given,) = self._driver.execute("SELECT pg_try_advisory_lock(%s, %s)", (KIND, number(stream))).fetchone()
        if given:
            self._held.add(stream)
        return bool(given)

    def look(self) -> None:
        """Ask whether the connection still stands: with it the leases are lost, and others may lead."""
        with self._lock:
            try:
                if self._driver is not None:
                    self._driver.execute("SELECT 1")
            except errors_of(self._database):
                self._lost()

    def close(self) -> None:
        """Give up every lease."""
        with self._lock:
            self._lost()

    def _lost(self) -> None:
        if self._driver is not None:
            self._driver.close()
        self._driver = None
        self._held.clear()


def number(stream: str) -> int:
    """A number of 32 bits for a stream; two that have the same one are led by one process."""
    return int.from_bytes(hashlib.sha256(stream.encode()).digest()[:4], "big", signed=True)
