"""One transaction with its repositories."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection

from scoring.store import models
from scoring.store.heads import HeadFile
from scoring.store.repositories import TableLedger, TableRepository

T = TypeVar("T")


class SqlUnitOfWork:
    """Repositories on one connection.  Changes that are not committed when the ``with`` block ends are rolled back."""

    def __init__(
        self,
        connection: Connection,
        heads: HeadFile | None = None,
        changed: Callable[[Sequence[type]], None] = lambda _: None,
    ) -> None:
        """``changed(kinds)`` is called after a commit with the types of the records that were written."""
        self._connection = connection
        self._heads = heads
        self._changed = changed
        self._repositories: dict[type, TableRepository[Any]] = {}
        self.ledger = TableLedger(connection)

    def commit(self) -> None:
        """Make everything durable; this ends the unit of work."""
        self._connection.commit()
        self._changed([kind for kind, table in self._repositories.items() if table.written])
        if self._heads is not None:
            self._heads.note(self.ledger.written)

    def of(self, kind: type[T]) -> TableRepository[T]:
        """The records of one type.  Raises KeyError for a type that has no table."""
        if kind not in self._repositories:
            self._repositories[kind] = TableRepository(self._connection, models.TABLES[kind], kind)
        found: TableRepository[T] = self._repositories[kind]
        return found
