"""Put a backup in the place of a database: at once, or not at all.

A database is several files.  Everything new is first written beside them and synced; the last step gives the new
database the name ``leitai.db-restored-…``, and from then on it is decided.  ``settle`` does the rest, which are renames
only, and can be called again wherever it was cut off.  What was there before goes into ``leitai.db-replaced-…``.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from scoring.disk import is_full, sync_folder
from scoring.engine.errors import Refused
from scoring.store.backup import checking, manifest, rule
from scoring.store.backup.making import pieces
from scoring.store.backup.manifest import Manifest
from scoring.store.files import FileStore
from scoring.store.heads import SUFFIX, HeadFile, Heads

RESTORED, REPLACED, HEADS, DRAFT = "-restored-", "-replaced-", "-heads-of-restored", "-restoring"


def restore(
    folder: Path, database: Path, files: Path, now: int, beside: Sequence[str] = (), books: Path | None = None
) -> Manifest:
    """Check the backup in ``folder`` and put it in the place of ``database``; returns what it holds.  The caller holds
    the data directory, so that no server has it open.  ``now``: ms since the epoch, for the name of what was there.
    ``beside``: the names of further files that a backup has and a new data directory lacks, such as the key of the
    session cookies; whatever else lies in the folder is not taken.  ``books``: the folder of the books of what was
    deleted, into which those come that are not there.

    Raises ``Broken``: ``backup-unreadable`` ``backup-damaged`` ``db-newer``; ``Refused("disk-full")``.
    """
    said, found = checking.check(folder)
    with _room():
        store, kept = FileStore(files), FileStore(folder.parent / manifest.FILES)
        for sha256, size in said.files:
            if store.fault(sha256, size):
                store.keep(pieces(kept, sha256))
        files.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name in beside:
            _add(folder / name, files.parent / name)
        if books is not None and said.books:
            books.mkdir(parents=True, exist_ok=True, mode=0o700)
            for name, sha256, _ in said.books:
                _add(kept.path(sha256), books / name)
        place(folder / manifest.DATABASE, database, found.heads, now)
        settle(database)
    return said


def place(copy: Path, database: Path, heads: Heads, now: int) -> None:
    """Decide that ``copy``, whose streams end with ``heads``, replaces ``database``: ``settle`` does it."""
    settle(database)
    database.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = _beside(database, DRAFT)
    for left in database.parent.glob(f"{database.name}{DRAFT}*"):  # of an attempt that was cut off
        left.unlink()
    with copy.open("rb") as source, os.fdopen(os.open(draft, os.O_CREAT | os.O_WRONLY, 0o600), "wb") as out:
        shutil.copyfileobj(source, out)
    with closing(sqlite3.connect(draft)) as connection:  # the copy of a database that was being written says so
        connection.execute("PRAGMA journal_mode=DELETE")
    with draft.open("rb+") as written:
        os.fsync(written.fileno())
    HeadFile(_beside(database, DRAFT)).write(heads)
    _beside(database, f"{DRAFT}{SUFFIX}").replace(_beside(database, HEADS))
    sync_folder(database.parent)
    stamp = time.strftime(rule.NAME, time.gmtime(now / 1000))
    draft.rename(_beside(database, f"{RESTORED}{_unused(database, stamp)}"))
    sync_folder(database.parent)


def pending(database: Path) -> Path | None:
    """A restored database that is not in its place yet; None where nothing was cut off."""
    return next(iter(sorted(database.parent.glob(f"{database.name}{RESTORED}*"))), None)


def settle(database: Path) -> bool:
    """Finish a restore that was decided; returns whether there was one.  The caller holds the data directory."""
    restored = pending(database)
    if restored is None:
        return False
    old = _beside(database, f"{REPLACED}{restored.name.removeprefix(f'{database.name}{RESTORED}')}")
    heads = _beside(database, HEADS)
    if heads.exists():  # else all of the old database is away already
        there = [one for one in parts(database) if one.exists()]
        if there:
            old.mkdir(mode=0o700, exist_ok=True)
            for one in there:
                one.rename(old / one.name)
            sync_folder(old)
        heads.rename(_beside(database, SUFFIX))
        sync_folder(database.parent)
    restored.rename(database)
    sync_folder(database.parent)
    return True


def parts(database: Path) -> Sequence[Path]:
    """The files of a database.  Its journal goes before it: beside another database it would be taken for its own."""
    return [_beside(database, suffix) for suffix in ("-wal", "-shm", "-journal", SUFFIX, "")]


def _add(one: Path, target: Path) -> None:
    if target.exists() or not one.is_file():
        return
    draft = target.with_name(f"{target.name}{DRAFT}")
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as out:
        out.write(one.read_bytes())
        out.flush()
        os.fsync(out.fileno())
    draft.rename(target)


def _unused(database: Path, stamp: str) -> str:
    number = 1
    while _beside(database, f"{REPLACED}{stamp}{f'-{number}' if number > 1 else ''}").exists():
        number += 1
    return f"{stamp}-{number}" if number > 1 else stamp


def _beside(database: Path, suffix: str) -> Path:
    return database.with_name(database.name + suffix)


@contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        if is_full(error) or getattr(error, "sqlite_errorname", "") == "SQLITE_FULL":
            raise Refused("disk-full") from error
        raise
