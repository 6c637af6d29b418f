"""The copy that a warm spare keeps: a base, then commit after commit, each checked before it is written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from scoring.engine.codec import from_json
from scoring.engine.errors import Broken
from scoring.engine.ledger import GENESIS, Entry, entry_hash
from scoring.store import models
from scoring.store.backup import checking, restoring
from scoring.store.database import Database
from scoring.store.named_files import NamedFile, named_files
from scoring.store.repositories import TableLedger

_TABLES = {table.name: frozenset(column.name for column in table.columns) for table in models.TABLES.values()}


class Copy:
    """The copy in ``file``.  Nobody else writes it: the data directory is held."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._database: Database | None = None

    def begin(self, base: Path, now: int) -> bool:
        """Put a base in the place of what the copy was; returns whether it goes on from there, so that nothing that was
        followed is lost by it.  Else what was there stays beside it.

        Raises ``Broken`` for a base whose structure or chains do not hold.
        """
        found = checking.look(base)
        before = self._file.exists()
        goes_on = not before or self._leads_to(base)
        self.close()
        old = set(self._replaced())
        restoring.place(base, self._file, found.heads, now)
        restoring.settle(self._file)
        if before and goes_on:
            for folder in set(self._replaced()) - old:
                for one in folder.iterdir():
                    one.unlink()
                folder.rmdir()
        return goes_on

    def apply(self, told: dict[str, Any]) -> Sequence[Entry]:
        """Write one commit; returns its entries.  Raises ``Broken("feed-broken")`` for what does not follow from the
        copy: then it needs a base."""
        try:
            entries = [from_json(Entry, one) for one in told["entries"]]
            rows = [(str(table), str(record), row) for table, record, row in told["rows"]]
            gone = [str(stream) for stream in told.get("gone", ())]
        except (Broken, ValueError, TypeError, KeyError) as error:
            raise Broken("feed-broken", problem=type(error).__name__) from error
        with self._opened().write() as uow:
            for stream in gone:
                uow.ledger.remove(stream)
            for entry in entries:
                _check(uow.ledger, entry)
                uow.ledger.append_as_it_was(entry)
            connection = uow.connection
            connection.execute(text("PRAGMA defer_foreign_keys=ON"))
            for table, record, row in rows:
                _put(connection, table, record, row)
            if told.get("wipes"):
                uow.wipe()
            uow.commit()
        return entries

    def files(self) -> Sequence[NamedFile]:
        """The files that the records of the copy name."""
        with self._opened().transaction("read") as connection:
            return named_files(connection)

    def close(self) -> None:
        """Close the database."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def _opened(self) -> Database:
        if self._database is None:
            self._database = Database(self._file)
        return self._database

    def _replaced(self) -> list[Path]:
        return list(self._file.parent.glob(f"{self._file.name}{restoring.REPLACED}*"))

    def _leads_to(self, base: Path) -> bool:
        """Whether every entry of the copy is in the base, but for what people removed since."""
        with self._opened().read() as uow:
            heads = checking.heads_of(uow.ledger, uow.ledger.streams())
        return checking.holds(base, heads)


def _check(ledger: TableLedger, entry: Entry) -> None:
    """That an entry goes on from the last one of its stream, and has the hash that it must have."""
    seq = ledger.head(entry.stream)
    last = ledger.hash_of(entry.stream, seq) if seq else GENESIS
    right = entry_hash(entry.stream, entry.seq, entry.prev, entry)
    if (entry.seq, entry.prev, entry.hash) != (seq + 1, last, right):
        raise Broken("feed-broken", problem=f"{entry.stream} {entry.seq}")


def _put(connection: Connection, table: str, record: str, row: dict[str, Any] | None) -> None:
    """Write a record as the other database holds it, or remove it."""
    columns = _TABLES.get(table)
    if columns is None or (row is not None and (set(row) != columns or row.get("id") != record)):
        raise Broken("feed-broken", problem=table)
    if row is None:
        connection.execute(text(f"DELETE FROM {table} WHERE id = :id"), {"id": record})  # noqa: S608  a known table
        return
    names = sorted(row)
    columns_of_it = ", ".join(f'"{name}"' for name in names)
    statement = f'INSERT OR REPLACE INTO "{table}" ({columns_of_it}) VALUES ({", ".join("?" * len(names))})'  # noqa: S608
    connection.exec_driver_sql(statement, tuple(row[name] for name in names))
