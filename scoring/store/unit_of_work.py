"""One transaction with its repositories."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection

from scoring.engine.ledger import Entry
from scoring.store import models
from scoring.store.feed import Feed
from scoring.store.heads import HeadFile
from scoring.store.repositories import TableLedger, TableRepository
from scoring.usecases.ports import GaveWay

T = TypeVar("T")

Tell = Callable[[Connection, Sequence[Entry], Sequence[type]], None]


class SqlUnitOfWork:
    """Repositories on one connection.  Changes that are not committed when the ``with`` block ends are rolled back."""

    def __init__(
        self,
        connection: Connection,
        heads: HeadFile | None = None,
        feed: Feed | None = None,
        changed: Callable[[Sequence[type]], None] = lambda _: None,
        tell: Tell = lambda *_: None,
        hurried: Callable[[], bool] = lambda: False,
    ) -> None:
        """``changed(kinds)`` is called after a commit with the types of the records that were written or removed;
        ``tell(connection, entries, kinds)`` just before it, also with the entries.  ``hurried()`` lets the others go on
        and says whether somebody in a hurry waits to write."""
        self.connection = connection
        self._heads = heads
        self._feed = feed
        self._changed = changed
        self._tell = tell
        self._hurried = hurried
        self.wipes = False
        self._repositories: dict[type, TableRepository[Any]] = {}
        self.ledger = TableLedger(connection)

    def commit(self) -> None:
        """Make everything durable; this ends the unit of work."""
        touched = {models.TABLES[kind].name: tuple(one.touched) for kind, one in self._repositories.items()}
        told = None
        if self._feed is not None:
            ledger = self.ledger
            told = self._feed.gather(self.connection, ledger.written, touched, ledger.gone, wipes=self.wipes)
        kinds = [kind for kind, table in self._repositories.items() if table.touched]
        self._tell(self.connection, self.ledger.written, kinds)
        self.connection.commit()
        self._changed(kinds)
        if self._feed is not None:  # first: what another process writes before it is taken for this commit
            self._feed.committed(told)
        if self._heads is not None:
            self._heads.note(self.ledger.written, self.ledger.gone)

    def wipe(self) -> None:
        """What this unit of work removes is to be gone from the files as well, once it is committed."""
        self.wipes = True

    def give_way(self) -> None:
        """As ``ports.UnitOfWork``."""
        if self._hurried():
            raise GaveWay

    def of(self, kind: type[T]) -> TableRepository[T]:
        """The records of one type.  Raises KeyError for a type that has no table."""
        if kind not in self._repositories:
            self._repositories[kind] = TableRepository(self.connection, models.TABLES[kind], kind)
        found: TableRepository[T] = self._repositories[kind]
        return found
