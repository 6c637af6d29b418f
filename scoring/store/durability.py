"""Checks that everything acknowledged is kept: the report of ``leitai db check`` and ``leitai doctor``."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select, text

from scoring.disk import open_to_others
from scoring.engine.errors import Broken
from scoring.engine.ledger import check_chain
from scoring.store import models
from scoring.store.database import Database
from scoring.store.file_check import quick_check
from scoring.store.files import FileStore
from scoring.store.heads import HeadFile, Heads
from scoring.store.migrate import newest, revision_of
from scoring.store.named_files import NamedFile, named_files
from scoring.store.repositories import TableLedger
from scoring.store.unit_of_work import SqlUnitOfWork
from scoring.usecases.removals import removed_in

QUICK = 5.0
"""Seconds that the quick check may take."""

PIECE = 100
"""Entries that are checked at a time: 4 ms."""


@dataclass(frozen=True, slots=True)
class StoreFinding:
    """One check: ``name`` in kebab-case, what was found, what it should be, whether that is right."""

    name: str
    value: str
    wanted: str
    good: bool


@dataclass(frozen=True, slots=True)
class Report:
    """All findings, and how many streams and entries were recomputed."""

    findings: tuple[StoreFinding, ...]
    streams: int = 0
    entries: int = 0

    @property
    def good(self) -> bool:
        """True if everything is as it should be."""
        return all(finding.good for finding in self.findings)


def check(database: Database, files: FileStore) -> Report:
    """Checks the settings that make commits durable, the database's own integrity, the append-only triggers, every
    chain, and every file that a record names.

    A database that is not up to date is reported as such and its tables are not looked at.
    """
    heads, unread = _read(database.heads)
    with database.transaction("read") as connection:
        settings = _SETTINGS[database.engine.dialect.name](connection)
        revision = revision_of(connection, str(database.file or ""))
        findings = [*settings, _finding("revision", revision or "none", newest())]
        if database.sqlite and database.url.database:
            findings += _file(Path(database.url.database))
        if revision != newest():
            return Report(tuple(findings))
        findings.append(_guarded(connection))
        streams = TableLedger(connection).streams()
        entries = connection.scalar(select(func.count()).select_from(models.ledger)) or 0
        findings += _chains(connection)
        if database.heads is not None:
            findings.append(_heads(database.heads, heads, unread, connection))
        findings += _files(named_files(connection), files)
    return Report(tuple(findings), len(streams), entries)


def examine(
    database: Database,
    streams: Callable[[SqlUnitOfWork], Sequence[str]],
    off: Callable[..., Any] = lambda work, *args: work(*args),
    pause: Callable[[], None] = lambda: None,
) -> None:
    """The short look before a server starts and while it runs: the file's structure, that every head is there, and the
    chains of the ``streams`` that are going on.  ``off`` runs what takes long where it holds nobody up, ``pause``
    lets others go on between two pieces of a chain.

    Raises ``Broken``: ``db-broken``, ``db-behind`` (entries that were committed are gone), ``db-forked`` (others stand
    in their place), ``db-chain`` (stream, seq: an entry does not fit the one before it).
    """
    if (file := database.file) is not None and (problem := off(quick_check, file, QUICK)):
        raise Broken("db-broken", file=str(file), problem=problem)
    heads, _ = off(_read, database.heads)  # 50,000 entries: a fifth of a second on a busy machine
    with database.transaction("read") as connection:
        ledger = TableLedger(connection)
        if database.heads is not None:
            database.heads.check(heads, ledger.hash_of, removed_in(ledger))
        for stream in streams(SqlUnitOfWork(connection)):
            try:
                check_chain(ledger.pieces(stream, PIECE, pause))
            except Broken as error:
                raise Broken("db-chain", stream=stream, seq=error.fields["seq"], problem=error.code) from error


def _finding(name: str, value: object, wanted: str) -> StoreFinding:
    return StoreFinding(name, str(value), wanted, str(value) == wanted)


def _sqlite(connection: Connection) -> Iterator[StoreFinding]:
    yield _finding("journal-mode", connection.scalar(text("PRAGMA journal_mode")), "wal")
    synchronous = {0: "off", 1: "normal", 2: "full", 3: "extra"}[connection.scalar(text("PRAGMA synchronous")) or 0]
    yield StoreFinding("synchronous", synchronous, "full", synchronous in ("full", "extra"))
    yield _finding("foreign-keys", connection.scalar(text("PRAGMA foreign_keys")), "1")
    yield _finding("integrity", connection.scalar(text("PRAGMA integrity_check")), "ok")
    broken = connection.execute(text("PRAGMA foreign_key_check")).all()
    yield _finding("references", f"{len(broken)} broken" if broken else "ok", "ok")


def _postgresql(connection: Connection) -> Iterator[StoreFinding]:
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        yield _finding(name.replace("_", "-"), connection.scalar(text(f"SHOW {name}")), "on")


_SETTINGS: Mapping[str, Callable[[Connection], Iterator[StoreFinding]]] = {"sqlite": _sqlite, "postgresql": _postgresql}


def _file(path: Path) -> Iterator[StoreFinding]:
    mode = stat.S_IMODE(path.stat().st_mode)
    yield StoreFinding("file-mode", f"{mode:04o}", "0600", not open_to_others(path))


def _guarded(connection: Connection) -> StoreFinding:
    """Whether the triggers that keep the ledger append-only exist, and no stream is let go of."""
    if connection.dialect.name == "sqlite":
        query = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'ledger'"
    else:
        query = (
            "SELECT count(*) FROM pg_trigger WHERE tgrelid = 'ledger'::regclass AND tgenabled = 'O'"
            " AND NOT tgisinternal"
        )
    leaving = connection.scalar(select(func.count()).select_from(models.leaving_streams))
    held = connection.scalar(text(query)) == 2 and not leaving
    return _finding("append-only", "guarded" if held else "unguarded", "guarded")


def _chains(connection: Connection) -> Iterator[StoreFinding]:
    """One finding for each stream whose chain has a fault, or one finding that all chains are right."""
    ledger = TableLedger(connection)
    well = True
    for stream in ledger.streams():
        try:
            check_chain(ledger.read(stream))
        except Broken as error:
            well = False
            yield StoreFinding("chain", f"{stream} {error.fields['seq']}: {error.code}", "ok", False)
    if well:
        yield StoreFinding("chain", "ok", "ok", True)


def _read(file: HeadFile | None) -> tuple[Heads, str]:
    """The heads as they are now, and why they could not be read: without them nothing can be missed."""
    try:
        return (file.read() if file is not None else {}), ""
    except OSError as error:
        return {}, error.strerror or type(error).__name__


def _heads(file: HeadFile, heads: Heads, unread: str, connection: Connection) -> StoreFinding:
    """Whether every entry that was committed is there."""
    try:
        ledger = TableLedger(connection)
        file.check(heads, ledger.hash_of, removed_in(ledger))
    except Broken as error:
        return StoreFinding("heads", f"{error.fields['stream']} {error.fields['seq']}: {error.code}", "ok", False)
    return StoreFinding("heads", unread or "ok", "ok", not unread)


def _files(named: Sequence[NamedFile], files: FileStore) -> Iterator[StoreFinding]:
    """One finding for each missing or damaged file, or one that all are right; and the number of files that no record
    names."""
    well = True
    for one in named:
        fault = files.fault(one.sha256, one.size) or ("" if one.right else "file-damaged")
        well = well and not fault
        place = f"{one.name} ({files.name(one.sha256)})"
        if fault == "file-missing":
            yield StoreFinding("file-missing", place, "ok", False)
        elif fault == "file-damaged":
            yield StoreFinding("file-damaged", place, "ok", False)
    if well:
        yield StoreFinding("files", "ok", "ok", True)
    if unused := files.unused({one.sha256 for one in named}):
        yield StoreFinding("files-unused", str(len(unused)), "0", True)
