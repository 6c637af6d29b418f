"""What is kept beside the ledger for as long as the server runs, and seen by every process of it.

Nothing here can change a result.  A module that keeps such values asks for a table by its name; ``wiring`` says where
the tables are.  A value is frozen: it is changed by putting another one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, TypeVar

T = TypeVar("T")

Progress = Callable[[int, int], None]
"""``progress(done, total)``: so many of all rows have been read."""

Read = Callable[[Progress], Any]
"""Reads a file that was uploaded, and gives the report on it.  It has a thread of its own, and lets others go on."""


class SharedTable(Protocol[T]):
    """Values of one type by key."""

    def get(self, key: str) -> T | None: ...
    def put(self, key: str, value: T, lives: int | None = None) -> None:
        """Keep ``value`` under ``key``, in place of the one there was: for ``lives`` ms from now, after which it is as
        if it had been popped, or until it is popped or replaced."""

    def pop(self, key: str) -> T | None:
        """Forget what stands under ``key``; what it was, None where nothing stood there."""

    def items(self) -> Sequence[tuple[str, T]]:
        """Every key with its value at this moment, in any order."""

    def __len__(self) -> int: ...

    def turn(self, key: str) -> AbstractContextManager[None]:
        """The right to read what stands under ``key`` and then write what depends on it, for one thread of all
        processes at a time.  A thread takes one turn of a table at a time: turns of several keys may be one lock."""


UploadKind = Literal[
    "questions",
    "roster",
    "entries",
    "judges",
    "judge-lines",
    "organisations",
    "roster-names",
    "days",
    "papers",
    "schedule",
    "made",
    "event-book",
    "review-archive",
]


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of questions or of a list as far as it has been read: ``done`` of ``total`` rows so far, ``report`` None
    until all are read, ``failed`` the code of what broke the reading off.  ``at``: when it came, ms since the epoch.
    ``data`` is the file, empty where it is too large to be kept for a second reading; ``meanings``: what was said of
    its columns.  ``kind``: what it is to be read as; ``about``: what it belongs to, such as the title of a roster.
    """

    id: str
    name: str
    account: str
    at: int
    done: int = 0
    total: int = 0
    report: Any = None
    failed: str = ""
    data: bytes = field(default=b"", repr=False)
    meanings: Mapping[str, str] = field(default_factory=dict)
    kind: UploadKind = "questions"
    about: str = ""


class Uploads(Protocol):
    """Files that wait between their dry run and the organiser's confirmation, by id."""

    def begin(self, upload: Upload, read: Read) -> Upload:
        """Start ``read`` in this process and keep the upload; gives it back.  ``get`` gives a newer one with each step,
        and at the end one with the report."""

    def wait(self, upload_id: str, seconds: float) -> None:
        """Wait in this process, which reads the upload, until it is read, but no longer than ``seconds``."""

    def get(self, upload_id: str, account: str) -> Upload | None:
        """The upload of this organiser as it now is; None once it has expired, or for anybody else."""

    def drop(self, upload_id: str) -> None:
        """Forget an upload that was confirmed or given up."""


class Shared(Protocol):
    """All of it."""

    @property
    def uploads(self) -> Uploads: ...

    def table(self, name: str, kind: type[T]) -> SharedTable[T]:
        """The table of this name, which holds values of ``kind``: the same one for everybody who asks for it.  Raises
        TypeError where it holds values of another type."""
