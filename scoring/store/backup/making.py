"""Make a backup of a database that others may write meanwhile.

SQLite's online backup copies one snapshot in steps of a few pages; a writer waits for none of them.  The copy, not the
original, is checked afterwards.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from scoring.disk import is_full, make_private, sync_folder
from scoring.engine.errors import Broken, NotFound, Refused
from scoring.store.backup import manifest, rule
from scoring.store.backup.checking import Found, digest, look
from scoring.store.backup.manifest import FORMAT, Manifest
from scoring.store.faults import BROKEN
from scoring.store.files import PIECE, FileStore
from scoring.store.named_files import NamedFile
from scoring.store.snapshot import copy_snapshot, snapshot_of

LOCK = ".making"
DRAFT = ".new-"
GONE = ".gone-"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be kept.  ``database``: the SQLite file · ``files``: the folder of the files that records name ·
    ``beside``: further files that belong to it · ``now`` ms since the epoch · ``books``: the folder of the books of
    what was deleted."""

    database: Path
    files: Path
    beside: Sequence[Path]
    why: str
    version: str
    now: int
    books: Path | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """The new backup, how many files it brought along, and the names of those that went by the rule."""

    folder: Path
    manifest: Manifest
    copied: int
    removed: Sequence[str]


def create(asked: Asked, place: Path) -> Made:
    """Make a backup in ``place``, check it, and remove those that the rule does not keep.

    Raises ``NotFound("database-missing")``; ``Refused``: ``backup-place-missing`` ``backup-running`` (another one is
    being made there) ``backup-disk-full``; ``Broken``: ``db-broken`` where the database itself is damaged,
    ``backup-damaged`` where the copy is not what it should be, ``file-missing`` for a file that a record names.
    """
    if not asked.database.is_file():
        raise NotFound("database-missing", file=str(asked.database))
    if not place.parent.is_dir():  # a disk that is not there: nothing is made in its stead
        raise Refused("backup-place-missing", folder=str(place))
    with _room(place):
        make_private(place)
        with _alone(place):
            _tidy(place)
            return _made(asked, place)


def _made(asked: Asked, place: Path) -> Made:
    draft = place / f"{DRAFT}{os.getpid()}"
    draft.mkdir(mode=0o700)
    try:
        file = draft / manifest.DATABASE
        copy(asked.database, file)
        found = look(file)
        copied = _bring(found.named, FileStore(asked.files), FileStore(place / manifest.FILES))
        for one in asked.beside:
            if one.is_file():
                _write(draft / one.name, one.read_bytes())
        said = _said(asked, file, found, _bring_books(asked.books, FileStore(place / manifest.FILES)))
        manifest.write(draft, said)
        _sync(draft)
        folder = _named(place, asked.now, draft)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return Made(folder, said, copied, _prune(place))


def copy(database: Path, target: Path) -> None:
    """Copy a database as it is at this moment into a new file.  Raises ``Broken("db-broken")``."""
    try:
        copy_snapshot(snapshot_of(database), target)
    except sqlite3.DatabaseError as error:
        if (getattr(error, "sqlite_errorname", "") or "").startswith(BROKEN):
            raise Broken("db-broken", file=str(database), problem=str(error)) from error
        raise


def _bring(named: Sequence[NamedFile], files: FileStore, kept: FileStore) -> int:
    """Copy the files that the place does not have yet; returns how many.  A file that the records name and that is gone
    or damaged in the data directory is the finding of the doctor, and keeps nothing else from being kept."""
    copied = 0
    for one in named:
        if kept.size(one.sha256) != one.size and files.size(one.sha256) == one.size:
            kept.keep(pieces(files, one.sha256))
            copied += 1
    return copied


def _bring_books(folder: Path | None, kept: FileStore) -> tuple[tuple[str, str, int], ...]:
    """Copy the books of what was deleted; name, SHA-256 and size of each."""
    found = []
    books = folder.glob(manifest.BOOKS) if folder is not None else ()
    for book in sorted(one for one in books if one.is_file()):
        sha256, size = digest(book), book.stat().st_size
        if kept.size(sha256) != size:
            with book.open("rb") as opened:
                kept.keep(iter(lambda: opened.read(PIECE), b""))
        found.append((book.name, sha256, size))
    return tuple(found)


def pieces(files: FileStore, sha256: str) -> Iterator[bytes]:
    """A file in pieces of a size that fits into the memory of any machine."""
    start = 0
    while piece := files.part(sha256, start, PIECE):
        yield piece
        start += len(piece)


def _said(asked: Asked, file: Path, found: Found, books: tuple[tuple[str, str, int], ...]) -> Manifest:
    held = FileStore(file.parent.parent / manifest.FILES)
    sizes = {one.sha256: one.size for one in found.named if held.size(one.sha256) == one.size}
    return Manifest(
        format=FORMAT,
        made_at=asked.now,
        why=asked.why,
        version=asked.version,
        revision=found.revision,
        streams=len(found.heads),
        entries=found.entries,
        sha256=digest(file),
        size=file.stat().st_size,
        files=tuple(sorted(sizes.items())),
        books=books,
    )


def _named(place: Path, now: int, draft: Path) -> Path:
    """Give the finished backup its name."""
    name = time.strftime(rule.NAME, time.gmtime(now / 1000))
    number = 1
    while (folder := place / (name if number == 1 else f"{name}-{number}")).exists():
        number += 1
    draft.rename(folder)
    sync_folder(place)
    return folder


def _prune(place: Path) -> Sequence[str]:
    """Remove the backups that the rule does not keep, and the files that none of the others names."""
    known = manifest.names(place)
    stay = rule.kept(known)
    gone = [name for name in known if name not in stay]
    for name in gone:
        away = place / f"{GONE}{name}"
        (place / name).rename(away)  # first: a backup that is half removed is none
        shutil.rmtree(away, ignore_errors=True)
    if gone:
        with suppress(Broken):  # an unreadable one: its files stay
            named = {sha256 for name in sorted(stay) for sha256, _ in manifest.read(place / name).held}
            FileStore(place / manifest.FILES).sweep(named)
    return gone


def _tidy(place: Path) -> None:
    """Remove what a backup or a removal left that was cut off."""
    for one in (*place.glob(f"{DRAFT}*"), *place.glob(f"{GONE}*")):
        shutil.rmtree(one, ignore_errors=True)
    for one in (place / manifest.FILES / "new").glob("*"):
        one.unlink(missing_ok=True)


def _write(file: Path, data: bytes) -> None:
    with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
        out.write(data)


def _sync(folder: Path) -> None:
    for one in folder.iterdir():
        with one.open("rb+") as file:
            os.fsync(file.fileno())
    sync_folder(folder)


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    lock = FileLock(place / LOCK, blocking=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise Refused("backup-running", folder=str(place)) from error
    except (OSError, NotImplementedError):  # a disk without locks, such as some sticks and shares
        pass
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _room(place: Path) -> Iterator[None]:
    """A disk without room, by its own name: it is often another one than that of the data."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        if is_full(error) or getattr(error, "sqlite_errorname", "") == "SQLITE_FULL":
            raise Refused("backup-disk-full", folder=str(place)) from error
        raise
