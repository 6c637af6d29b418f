"""What a warm spare follows: every commit of this process with its entries and the rows that it changed, in order.

Nothing is kept while nobody follows.  A spare begins with a base, which is the database exactly as it was after one
commit; the commits after that one lead from it to now.  Where they do not (the server was started anew, the spare was
away for long, another process wrote), the spare begins with a base again.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from scoring.engine.codec import to_json
from scoring.engine.errors import Conflict
from scoring.engine.ledger import Entry
from scoring.store.snapshot import snapshot_of

KEEPS = 60.0
"""Seconds for which commits are kept after a spare last asked."""

MOST_COMMITS, MOST_BYTES = 20_000, 64 * 1024 * 1024
"""What is kept for a spare that is behind."""

AT_A_TIME = 500
"""Commits in one answer."""

Touched = Mapping[str, Sequence[str]]
"""The ids of the records that a transaction changed, by table."""


@dataclass(frozen=True, slots=True)
class Base:
    """The place of a base: the database after commit ``no`` of ``epoch``, with its snapshot, to be copied."""

    epoch: str
    no: int
    source: sqlite3.Connection


@dataclass(frozen=True, slots=True)
class Follower:
    """A spare that asked ``seconds`` ago and was ``behind`` by so many commits."""

    seconds: int
    behind: int


class Feed:
    """The commits of one database.  All but ``after`` and ``followers`` is called under the process's write lock."""

    def __init__(self, file: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._file = file
        self._clock = clock
        self._epoch = secrets.token_hex(6)
        self._no = 0
        self._first = 1
        self._kept: deque[tuple[int, bytes]] = deque()
        self._bytes = 0
        self._asked: dict[str, tuple[float, int]] = {}
        self._active_until = 0.0
        self._lock = threading.Lock()
        self._more = threading.Event()
        self._watch: sqlite3.Connection | None = None
        self._version = 0

    @property
    def active(self) -> bool:
        """Whether somebody follows."""
        return self._clock() < self._active_until

    def base(self) -> Base:
        """The beginning of a spare: a snapshot after the last commit, and from now on every commit is kept."""
        if not self.active:
            self._forget()
        source = snapshot_of(self._file)
        self._version = self._data_version()
        self._active_until = self._clock() + KEEPS
        return Base(self._epoch, self._no, source)

    def begun(self) -> None:
        """A transaction has the write lock: whatever another process wrote before it is noticed now."""
        if self.active and self._data_version() != self._version:
            self._anew()

    def gather(
        self,
        connection: Connection,
        entries: Sequence[Entry],
        touched: Touched,
        gone: Sequence[str] = (),
        *,
        wipes: bool = False,
    ) -> bytes | None:
        """What a transaction is about to commit, as it is told; None while nobody follows.  ``gone``: the streams that
        it removes · ``wipes``: what it removes is to be gone from the files of the spare as well."""
        if not self.active:
            return None
        rows = [_row(connection, table, one) for table, ids in touched.items() for one in ids]
        told = {"entries": to_json(tuple(entries)), "rows": rows, "wipes": wipes}
        told |= {"gone": list(gone)} if gone else {}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()

    def committed(self, told: bytes | None) -> None:
        """It is committed."""
        with self._lock:
            self._no += 1
            if told is None:
                self._forget()
                return
            self._kept.append((self._no, told))
            self._bytes += len(told)
            while len(self._kept) > MOST_COMMITS or self._bytes > MOST_BYTES:
                no, dropped = self._kept.popleft()
                self._bytes -= len(dropped)
                self._first = no + 1
            woken, self._more = self._more, threading.Event()
        self._version = self._data_version()
        woken.set()

    def after(self, epoch: str, no: int, wait: float, who: str = "") -> tuple[int, Sequence[tuple[int, bytes]]]:
        """The number of the last commit, and those after ``no`` as soon as there is one; none after ``wait`` seconds.

        Raises ``Conflict("feed-begun-anew")`` where these commits are not kept: the spare needs a base.
        """
        until = self._clock() + wait
        while True:
            with self._lock:
                if epoch != self._epoch or not self._first - 1 <= no <= self._no:
                    raise Conflict("feed-begun-anew")
                self._active_until = self._clock() + KEEPS
                self._asked = {who: (self._clock(), self._no - no)}
                if no < self._no:
                    return self._no, [one for one in self._kept if one[0] > no][:AT_A_TIME]
                more = self._more
            left = until - self._clock()
            if left <= 0 or not more.wait(left):
                self._look(no)
                return self._no, ()

    def _look(self, no: int) -> None:
        """Notice what another process wrote while this one wrote nothing.  Raises ``Conflict("feed-begun-anew")``."""
        if no == self._no and self._data_version() != self._version:
            self._anew()
            raise Conflict("feed-begun-anew")

    def followers(self) -> Sequence[Follower]:
        """Who follows."""
        now = self._clock()
        return [Follower(int(now - at), behind) for at, behind in self._asked.values() if now - at < KEEPS]

    def close(self) -> None:
        """Close the connection that watches for other processes."""
        if self._watch is not None:
            self._watch.close()
            self._watch = None

    def _anew(self) -> None:
        with self._lock:
            self._epoch = secrets.token_hex(6)
            self._forget()
            woken, self._more = self._more, threading.Event()
        self._version = self._data_version()
        woken.set()

    def _forget(self) -> None:
        self._kept.clear()
        self._bytes, self._first = 0, self._no + 1

    def _data_version(self) -> int:
        """A number that is another one after every commit of anybody."""
        if self._watch is None:
            self._watch = sqlite3.connect(self._file, isolation_level=None, check_same_thread=False)
        (found,) = self._watch.execute("PRAGMA data_version").fetchone()
        return int(found)


def _row(connection: Connection, table: str, record: str) -> tuple[str, str, dict[str, Any] | None]:
    """A record as the database holds it; None where it was removed."""
    found = connection.exec_driver_sql(f"SELECT * FROM {table} WHERE id = ?", (record,)).mappings().one_or_none()  # noqa: S608  a table's own name
    return table, record, None if found is None else dict(found)
