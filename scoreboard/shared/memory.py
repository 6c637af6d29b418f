"""Shared tables in the memory of one process.  After a restart every page comes back and says who it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

from scoreboard.server import runtime
from scoreboard.shared.memory_uploads import MemoryUploads
from scoreboard.shared.protocol import SharedTable

T = TypeVar("T")


class MemoryTable(Generic[T]):
    """A table as a dict.  Each of its own operations is one step of the interpreter and needs no lock."""

    def __init__(self) -> None:
        self._values: dict[str, T] = {}
        self._lock = runtime.lock()

    def get(self, key: str) -> T | None:
        """The value, None where there is none."""
        return self._values.get(key)

    def put(self, key: str, value: T) -> None:
        """Keep the value."""
        self._values[key] = value

    def pop(self, key: str) -> T | None:
        """Forget the value."""
        return self._values.pop(key, None)

    def items(self) -> Sequence[tuple[str, T]]:
        """Everything, in the order in which the keys came."""
        return tuple(self._values.copy().items())

    def __len__(self) -> int:
        return len(self._values)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """One thread at a time."""
        with self._lock:
            yield


class Memory:
    """The tables and uploads of one process."""

    def __init__(self) -> None:
        self.uploads = MemoryUploads()
        self._tables: dict[tuple[str, type], MemoryTable[Any]] = {}

    def table(self, name: str, kind: type[T]) -> SharedTable[T]:
        """The table of this name and type."""
        return self._tables.setdefault((name, kind), MemoryTable())
