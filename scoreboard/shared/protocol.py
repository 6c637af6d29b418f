"""What is kept beside the ledger for as long as the server runs, and seen by every process of it.

Nothing here can change a result.  A module that keeps such values asks for a table by its name; ``wiring`` says where
the tables are.  A value is frozen: it is changed by putting another one.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from question_sets import ImportReport

T = TypeVar("T")


class SharedTable(Protocol[T]):
    """Values of one type by key."""

    def get(self, key: str) -> T | None: ...
    def put(self, key: str, value: T) -> None:
        """Keep ``value`` under ``key``, in place of the one there was."""

    def pop(self, key: str) -> T | None:
        """Forget what stands under ``key``; what it was, None where nothing stood there."""

    def items(self) -> Sequence[tuple[str, T]]:
        """Every key with its value at this moment, in any order."""

    def __len__(self) -> int: ...

    def turn(self) -> AbstractContextManager[None]:
        """The right to read and then write what depends on it, for one thread of all processes at a time.  Not to be
        taken twice by the same thread."""


@dataclass(slots=True)
class Upload:
    """One question file on its way: ``report`` is None while it is read; ``done`` of ``total`` rows so far.

    ``at``: when it came, ms since the epoch.  ``ended`` is set in the process that reads it.
    """

    id: str
    name: str
    account: str
    at: int
    done: int = 0
    total: int = 0
    report: ImportReport | None = None
    failed: bool = False
    ended: threading.Event = field(default_factory=threading.Event, repr=False)


class Uploads(Protocol):
    """Question files that wait between their dry run and the organiser's confirmation, by id."""

    def begin(self, upload: Upload, data: bytes) -> Upload:
        """Start reading ``data``; the report appears on the upload when it is ready."""

    def get(self, upload_id: str, account: str) -> Upload | None:
        """The upload of this organiser; None once it has expired, or for anybody else."""

    def drop(self, upload_id: str) -> None:
        """Forget an upload that was confirmed or given up."""


class Shared(Protocol):
    """All of it."""

    @property
    def uploads(self) -> Uploads: ...

    def table(self, name: str, kind: type[T]) -> SharedTable[T]:
        """The table of this name, which holds values of ``kind``: the same one for everybody who asks for it."""
