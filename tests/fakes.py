"""Real classes that stand in for the store, the clock and the ids: in memory, exact, quick."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any, Generic, TypeVar

from scoring.engine.errors import Broken, Conflict
from scoring.engine.ledger import GENESIS, Draft, Entry, chain, check_chain
from scoring.usecases.context import Context

T = TypeVar("T")


class FakeClock:
    """A clock that stands still until told to move; ms since the epoch."""

    def __init__(self, now: int = 1_700_000_000_000) -> None:
        self.time = now

    def now(self) -> int:
        return self.time

    def reach(self, moment: int) -> int:
        self.time = max(self.time, moment)
        return self.time

    def behind(self) -> int:
        return 0

    def advance(self, ms: int) -> None:
        """Let ``ms`` pass."""
        self.time += ms


class FakeIds:
    """Ids ``x1``, ``x2`` … and lots from a list, then a simple sequence: the same in every run."""

    def __init__(self, lots: Sequence[int] = ()) -> None:
        self._count = 0
        self._lots = list(lots)
        self._next = 0

    def new(self) -> str:
        self._count += 1
        return f"x{self._count}"

    def lot(self, n: int) -> int:
        if self._lots:
            return self._lots.pop(0) % n
        self._next = (self._next * 1_103_515_245 + 12_345) % 2**31
        return (self._next >> 8) % n


class FakeLedger:
    """Streams as lists of entries."""

    def __init__(self) -> None:
        self._streams: dict[str, list[Entry]] = {}

    def append(self, stream: str, draft: Draft) -> Entry:
        entries = self._streams.setdefault(stream, [])
        if self.find(stream, draft.key) is not None:
            raise Conflict("key-used", key=draft.key)
        entry = chain(stream, len(entries) + 1, entries[-1].hash if entries else GENESIS, draft)
        entries.append(entry)
        return entry

    def restore(self, entries: Sequence[Entry], *, checked: bool = False) -> None:
        for stream in sorted({entry.stream for entry in entries}):
            own = [entry for entry in entries if entry.stream == stream]
            if not checked:
                check_chain(own)
            if self.head(stream):
                raise Conflict("stream-exists", stream=stream)
            self._streams[stream] = own

    def remove(self, stream: str) -> None:
        self._streams.pop(stream, None)

    def find(self, stream: str, key: str) -> Entry | None:
        return next((entry for entry in self._streams.get(stream, ()) if entry.key == key), None)

    def read(self, stream: str, after: int = 0) -> Sequence[Entry]:
        return tuple(self._streams.get(stream, ())[after:])

    def pieces(self, stream: str, size: int, pause: Callable[[], None]) -> Iterator[Entry]:
        for at, entry in enumerate(self._streams.get(stream, ()), start=1):
            yield entry
            if at % size == 0:
                pause()

    def head(self, stream: str) -> int:
        return len(self._streams.get(stream, ()))

    def newest(self) -> int:
        return max((entries[-1].at for entries in self._streams.values() if entries), default=0)

    def streams(self) -> Sequence[str]:
        return sorted(self._streams)

    def snapshot(self) -> FakeLedger:
        """The same streams, to be written to without harm."""
        other = FakeLedger()
        other._streams = {stream: list(entries) for stream, entries in self._streams.items()}
        return other


class FakeRepository(Generic[T]):
    """A table as a dict in order of coming."""

    def __init__(self) -> None:
        self.records: dict[str, T] = {}

    def get(self, record_id: str) -> T | None:
        return self.records.get(record_id)

    def put(self, record: T) -> None:
        self.records[record.id] = record  # type: ignore[attr-defined]

    def put_all(self, records: Sequence[T]) -> None:
        for record in records:
            self.put(record)

    def add(self, records: Sequence[T]) -> None:
        for record in records:
            assert record.id not in self.records  # type: ignore[attr-defined]
            self.put(record)

    def remove(self, *record_ids: str) -> None:
        for record_id in record_ids:
            self.records.pop(record_id, None)

    def search(self, field: str, text: str, most: int) -> tuple[Sequence[T], int]:
        found = tuple(record for record in self.records.values() if text.lower() in getattr(record, field).lower())
        return found[:most], len(found)

    def count(self, **where: object) -> int:
        return len(self.all(**where))

    def all(self, **where: object) -> Sequence[T]:
        def fits(record: T) -> bool:
            return all(
                getattr(record, name) in wanted if isinstance(wanted, frozenset) else getattr(record, name) == wanted
                for name, wanted in where.items()
            )

        return tuple(record for record in self.records.values() if fits(record))


class FakeFiles:
    """Files in memory; ``parts`` notes what was read of them, as (start, length)."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.parts: list[tuple[int, int]] = []

    def keep(self, parts: Iterable[bytes]) -> str:
        data = b"".join(parts)
        sha256 = hashlib.sha256(data).hexdigest()
        self.kept[sha256] = data
        return sha256

    def take(self, file: Path) -> str:
        sha256 = self.keep([file.read_bytes()])
        file.unlink()
        return sha256

    def size(self, sha256: str) -> int | None:
        return len(self.kept[sha256]) if sha256 in self.kept else None

    def part(self, sha256: str, start: int, length: int) -> bytes:
        self.parts.append((start, length))
        if sha256 not in self.kept:
            raise Broken("file-missing", file=self.name(sha256))
        return self.kept[sha256][start : start + length]

    def name(self, sha256: str) -> str:
        return f"files/{sha256[:2]}/{sha256[2:]}"


@dataclass
class FakeUnitOfWork:
    """One transaction on copies of the tables."""

    ledger: FakeLedger = field(default_factory=FakeLedger)
    tables: dict[type, FakeRepository[Any]] = field(default_factory=dict)
    committed: bool = False

    def of(self, kind: type[T]) -> FakeRepository[T]:
        return self.tables.setdefault(kind, FakeRepository())

    def commit(self) -> None:
        self.committed = True

    def wipe(self) -> None:
        """There is no file."""

    def give_way(self) -> None:
        """Nobody waits."""

    def snapshot(self) -> FakeUnitOfWork:
        """The same tables, to be written to without harm."""
        other = FakeUnitOfWork()
        other.ledger = self.ledger.snapshot()
        for kind, table in self.tables.items():
            other.of(kind).records = copy.copy(table.records)
        return other


class FakeStore:
    """A store in memory: a unit of work is kept if it was committed, else forgotten."""

    def __init__(self) -> None:
        self.kept = FakeUnitOfWork()
        self._lock = Lock()
        self._commits = 0

    @contextmanager
    def write(self, *, first: bool = False) -> Iterator[FakeUnitOfWork]:
        with self._lock:
            uow = self.kept.snapshot()
            yield uow
            if uow.committed:
                self.kept = uow
                uow.committed = False
                self._commits += 1

    @contextmanager
    def read(self) -> Iterator[FakeUnitOfWork]:
        yield self.kept.snapshot()

    def changes(self, *_: type) -> int:
        return self._commits


def fake_context(**changes: Any) -> Context:
    """A context on fakes, each replaceable by name; ``ctx.clock.advance(ms)`` lets time pass."""
    parts: dict[str, Any] = {"store": FakeStore(), "files": FakeFiles(), "clock": FakeClock(), "ids": FakeIds()}
    return Context(**(parts | changes))
