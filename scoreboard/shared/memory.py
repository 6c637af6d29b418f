"""Shared tables in the memory of one process.  After a restart every page comes back and says who it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from math import inf
from typing import Any, Generic, TypeVar

from scoreboard.server import runtime
from scoreboard.shared.memory_uploads import MemoryUploads
from scoreboard.shared.protocol import SharedTable

T = TypeVar("T")

LOCKS = 64
"""Locks of a table; the keys share them, so that no lock has to be forgotten with its key."""

SWEPT_EVERY = 10_000
"""ms after which the values whose time is over are removed with the next value that is put."""


def steady() -> int:
    """Milliseconds of a clock that never runs backwards."""
    return time.monotonic_ns() // 1_000_000


class MemoryTable(Generic[T]):
    """A table as a dict of values, each with the time at which it ends; ``now`` gives ms."""

    def __init__(self, now: Callable[[], int]) -> None:
        self._now = now
        self._values: dict[str, tuple[T, float]] = {}
        self._writing = runtime.lock()
        self._turns = [runtime.lock() for _ in range(LOCKS)]
        self._swept = now()

    def get(self, key: str) -> T | None:
        """The value, None where there is none."""
        return self._living(self._values.get(key))

    def put(self, key: str, value: T, lives: int | None = None) -> None:
        """Keep the value, for ``lives`` ms where that is given."""
        now = self._now()
        with self._writing:
            self._values[key] = value, inf if lives is None else now + lives
            if now - self._swept >= SWEPT_EVERY:
                self._swept = now
                self._values = {key: held for key, held in self._values.items() if now < held[1]}

    def pop(self, key: str) -> T | None:
        """Forget the value."""
        with self._writing:
            return self._living(self._values.pop(key, None))

    def items(self) -> Sequence[tuple[str, T]]:
        """Everything, in the order in which the keys came."""
        now = self._now()
        return tuple((key, value) for key, (value, end) in self._values.copy().items() if now < end)

    def __len__(self) -> int:
        return len(self.items())

    @contextmanager
    def turn(self, key: str) -> Iterator[None]:
        """One thread at a time."""
        with self._turns[hash(key) % LOCKS]:
            yield

    def _living(self, held: tuple[T, float] | None) -> T | None:
        return held[0] if held is not None and self._now() < held[1] else None


class Memory:
    """The tables and uploads of one process; ``now`` gives the ms by which values end."""

    def __init__(self, now: Callable[[], int] = steady) -> None:
        self.uploads = MemoryUploads()
        self._now = now
        self._tables: dict[str, tuple[type, MemoryTable[Any]]] = {}

    def table(self, name: str, kind: type[T]) -> SharedTable[T]:
        """The table of this name; raises TypeError where it holds values of another type."""
        held, table = self._tables.setdefault(name, (kind, MemoryTable(self._now)))
        if held is not kind:
            raise TypeError(f"the table {name!r} holds {held.__name__}, not {kind.__name__}")
        return table
