"""What the use cases need from outside, as Protocols only.  ``scoring.store`` implements them; tests use real fakes.

A unit of work is one transaction: nothing is kept unless ``commit`` was called.  The write lock lets one unit of work
write at a time; the ledger's ``append`` gives ``seq`` under it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol, TypeVar

from scoring.engine.ledger import Draft, Entry
from scoring.engine.quiz.phones import HallAnswer

T = TypeVar("T")


class Clock(Protocol):
    """The server's clock: ms since the epoch, never running backwards while the process lives."""

    def now(self) -> int: ...
    def reach(self, moment: int) -> int:
        """Now, which is ``moment`` at the earliest: a clock that is behind what has been recorded is put forward once
        and runs on from there."""

    def behind(self) -> int:
        """By how many ms the machine's own clock is behind this one now; 0 where it is not."""


class Ids(Protocol):
    """New ids and lots.  ``new`` gives a short URL-safe id, ``lot`` a fair number in [0, n)."""

    def new(self) -> str: ...
    def lot(self, n: int) -> int: ...


class Ledger(Protocol):
    """Append-only streams of entries."""

    def append(self, stream: str, draft: Draft) -> Entry:
        """The new entry with its seq and hash.  Raises ``Conflict("key-used")`` if (stream, key) exists already."""

    def restore(self, entries: Sequence[Entry], *, checked: bool = False) -> None:
        """Write whole streams with their hashes as they were elsewhere (an imported match book).  ``checked``: their
        chains were followed already.

        Raises ``Broken("chain-…")`` for entries that do not chain, ``Conflict("stream-exists")`` for a stream that
        exists.
        """

    def remove(self, stream: str) -> None:
        """Remove a whole stream, see ``usecases.removals``; of a stream that does not exist nothing is removed."""

    def find(self, stream: str, key: str) -> Entry | None: ...
    def read(self, stream: str, after: int = 0) -> Sequence[Entry]: ...
    def pieces(self, stream: str, size: int, pause: Callable[[], None]) -> Iterable[Entry]:
        """All entries of the stream in order; ``pause()`` is called after each ``size`` of them."""

    def head(self, stream: str) -> int:
        """The last seq, 0 for an empty stream."""

    def newest(self) -> int:
        """The time of the newest entry of all streams in ms since the epoch, 0 without entries."""

    def streams(self) -> Sequence[str]:
        """The names of all streams, sorted."""


class Repository(Protocol[T]):
    """A table of records by id."""

    def get(self, record_id: str) -> T | None: ...
    def put(self, record: T) -> None:
        """Insert, or replace the record with the same id."""

    def put_all(self, records: Sequence[T]) -> None:
        """``put`` for many records, whose ids differ, in a fraction of the time."""

    def add(self, records: Sequence[T]) -> None:
        """Insert records of which none exists yet, all at once."""

    def remove(self, *record_ids: str) -> None:
        """Remove the records that exist."""

    def all(self, **where: object) -> Sequence[T]:
        """The records whose fields equal ``where``, in the order in which they came.  A frozenset: one of these."""

    def search(self, field: str, text: str, most: int) -> tuple[Sequence[T], int]:
        """The first ``most`` records whose ``field`` contains ``text``, "" for any, in the order in which they came;
        and how many do in all.  The case of Latin letters does not count."""

    def count(self, **where: object) -> int:
        """How many ``all`` would give."""


class Files(Protocol):
    """Bytes by their SHA-256, outside of every transaction: written before the transaction whose record names them."""

    def keep(self, parts: Iterable[bytes]) -> str:
        """Write the bytes of ``parts`` so that they are durable; returns their SHA-256.  The same bytes are kept
        once."""

    def take(self, file: Path) -> str:
        """Move a file that is durable already into its place; returns its SHA-256.  The same bytes are kept once."""

    def size(self, sha256: str) -> int | None:
        """The number of bytes; None for an unknown hash."""

    def part(self, sha256: str, start: int, length: int) -> bytes:
        """At most ``length`` bytes from ``start``; fewer or none at the end.  Raises ``Broken("file-missing")``."""

    def name(self, sha256: str) -> str:
        """The file's path as messages show it."""


class GaveWay(Exception):
    """A unit of work was given up for somebody in a hurry."""


class UnitOfWork(Protocol):
    """One transaction with its repositories."""

    @property
    def ledger(self) -> Ledger: ...
    def of(self, kind: type[T]) -> Repository[T]:
        """The records of one type of ``scoring.usecases.records``."""

    def commit(self) -> None: ...
    def wipe(self) -> None:
        """What this unit of work removes is to be gone from the store's files as well, once it is committed."""

    def give_way(self) -> None:
        """Let the others go on for a moment.  Raises ``GaveWay`` where somebody waits for the write lock who is to be
        ``first``: this unit of work is to be rolled back, and may be begun again."""


class Store(Protocol):
    """Opens units of work: ``write`` under the write lock, ``read`` on a snapshot."""

    def write(self, *, first: bool = False) -> AbstractContextManager[UnitOfWork]:
        """``first``: before everybody else who waits for the write lock."""

    def read(self) -> AbstractContextManager[UnitOfWork]: ...
    def changes(self, *kinds: type) -> int:
        """Grows with each commit of this process that writes or removes a record of one of these types: what was read
        while it was the same is still so."""


class Apart(Protocol):
    """Gives what ``function(*args)`` gives, and lets others go on meanwhile."""

    def __call__(self, function: Callable[..., T], *args: Any) -> T: ...


Publish = Callable[[str, int], None]
"""Called after a commit with (stream, seq), so that listeners can show it."""

Hall = Callable[[str, int, int], Sequence[HallAnswer]]
"""``hall(match, item, at)``: take no more phones on the item that was opened for them at that moment, and give what
they have answered; the same again when it is asked again."""
