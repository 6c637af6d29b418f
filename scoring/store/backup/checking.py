"""Whether the database of a backup is whole, and what it holds.  Nothing is written beside it, so that a backup on a
disk that is read-only can be checked too."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, create_engine, func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from scoring.engine.errors import Broken
from scoring.engine.ledger import check_chain
from scoring.store import migrate, models
from scoring.store.backup import manifest
from scoring.store.backup.manifest import Manifest
from scoring.store.files import PIECE, FileStore
from scoring.store.heads import Heads
from scoring.store.named_files import NamedFile, named_files
from scoring.store.repositories import TableLedger
from scoring.usecases.removals import removed_in


@dataclass(frozen=True, slots=True)
class Found:
    """What a database holds.  ``heads``: the last entry of each stream · ``named``: the files that its records name;
    nothing where its tables are not of the newest shape."""

    revision: str
    entries: int
    heads: Heads
    named: Sequence[NamedFile]


def look(file: Path) -> Found:
    """Check the structure of a database and the chains of all its streams.

    Raises ``Broken``: ``backup-damaged`` (file, problem), ``db-newer`` for tables of a newer version of the program.
    """
    with _still(file) as connection:
        said = connection.scalar(text("PRAGMA quick_check(1)"))
        if said != "ok":
            raise Broken("backup-damaged", file=str(file), problem=str(said))
        revision = migrate.revision_of(connection, str(file))
        migrate.refuse_newer(revision)
        ledger = TableLedger(connection)
        streams = ledger.streams()
        for stream in streams:
            try:
                check_chain(ledger.pieces(stream, PIECES, lambda: None))
            except Broken as error:
                problem = f"{stream} {error.fields['seq']}: {error.code}"
                raise Broken("backup-damaged", file=str(file), problem=problem) from error
        entries = connection.scalar(select(func.count()).select_from(models.ledger)) or 0
        named = named_files(connection) if revision == migrate.newest() else ()
        return Found(revision or "", entries, heads_of(ledger, streams), named)


PIECES = 500
"""Entries of a stream that are read at a time."""


def heads_of(ledger: TableLedger, streams: Sequence[str]) -> Mapping[str, tuple[int, str]]:
    """The last seq of each stream with the hash of its entry."""
    last = {stream: ledger.head(stream) for stream in streams}
    return {stream: (seq, ledger.hash_of(stream, seq) or "") for stream, seq in last.items()}


def holds(file: Path, heads: Heads) -> bool:
    """Whether a database holds these entries, but for those of streams that it says were removed."""
    with _still(file) as connection:
        ledger = TableLedger(connection)
        removed = removed_in(ledger)
        found = {stream: ledger.hash_of(stream, seq) for stream, (seq, _) in heads.items()}
        return all(
            found[stream] == wanted for stream, (_, wanted) in heads.items() if found[stream] or stream not in removed
        )


def check(folder: Path) -> tuple[Manifest, Found]:
    """Check a whole backup: every byte of its database, its chains, and each of its files.

    Raises ``Broken``: ``backup-unreadable`` ``backup-damaged`` ``db-newer``.
    """
    said = manifest.read(folder)
    file = folder / manifest.DATABASE
    if not file.is_file():
        raise Broken("backup-damaged", file=str(file), problem="–")
    if file.stat().st_size != said.size or digest(file) != said.sha256:
        raise Broken("backup-damaged", file=str(file), problem="SHA-256")
    found = look(file)
    files = FileStore(folder.parent / manifest.FILES)
    for sha256, size in said.held:
        if fault := files.fault(sha256, size):
            raise Broken("backup-damaged", file=files.name(sha256), problem=fault)
    return said, found


def digest(file: Path) -> str:
    """The SHA-256 of a file."""
    taken = hashlib.sha256()
    with file.open("rb") as opened:
        while piece := opened.read(PIECE):
            taken.update(piece)
    return taken.hexdigest()


@contextmanager
def _still(file: Path) -> Iterator[Connection]:
    """A connection to a database that nobody writes."""
    where = f"{file.absolute().as_uri()}?immutable=1"
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(where, uri=True), poolclass=NullPool)
    try:
        with engine.connect() as connection:
            yield connection
    except (DBAPIError, sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise Broken("backup-damaged", file=str(file), problem=str(getattr(error, "orig", error))) from error
    finally:
        engine.dispose()
