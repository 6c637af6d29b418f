"""Repositories over one connection: records in, records out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from scoring.engine.errors import Conflict
from scoring.engine.ledger import GENESIS, Draft, Entry, chain, check_chain
from scoring.store import models

T = TypeVar("T")

_PIECE = 500
"""Records that one statement writes."""


class _Statements:
    """The statements of one table, built once: to build one takes longer than to execute it."""

    def __init__(self, table: Table, kind: type) -> None:
        self.names = tuple(field.name for field in fields(cast(Any, kind)))
        self.select = select(*(table.c[name] for name in self.names))
        self.by_id = self.select.where(table.c.id == bindparam("wanted"))
        self.change = update(table).where(table.c.id == bindparam("_id")).values({n: bindparam(n) for n in self.names})
        self._table = table
        self._by_fields: dict[tuple[str, ...], Select[Any]] = {}

    def by_fields(self, names: tuple[str, ...]) -> Select[Any]:
        """The records whose fields of these names equal what is given for them, in the order in which they came."""
        if names not in self._by_fields:
            wanted = (self._table.c[name] == bindparam(name) for name in names)
            self._by_fields[names] = self.select.where(*wanted).order_by(self._table.c.row)
        return self._by_fields[names]


@cache
def _statements(table: Table, kind: Any) -> _Statements:
    return _Statements(table, kind)


class TableRepository(Generic[T]):
    """A table of frozen records whose fields are its columns.  ``touched``: the ids of those written or removed."""

    def __init__(self, connection: Connection, table: Table, kind: type[T]) -> None:
        self._connection = connection
        self._table = table
        self._kind = kind
        self._statements = _statements(table, cast(Any, kind))
        self._names = self._statements.names
        self._select = self._statements.select
        self.touched: dict[str, None] = {}

    def get(self, record_id: str) -> T | None:
        """The record with this id, or None."""
        row = self._connection.execute(self._statements.by_id, {"wanted": record_id}).one_or_none()
        return None if row is None else self._kind(*row)

    def put(self, record: T) -> None:
        """Insert, or replace in place; the write lock makes the two steps one."""
        values = {name: getattr(record, name) for name in self._names}
        self.touched[values["id"]] = None
        changed = self._connection.execute(self._statements.change, {**values, "_id": values["id"]})
        if changed.rowcount == 0:
            self._connection.execute(insert(self._table).values(**values))

    def put_all(self, records: Sequence[T]) -> None:
        """Insert or replace many records, whose ids differ, by few statements: the write lock is held for as long."""
        values = [{name: getattr(record, name) for name in self._names} for record in records]
        self.touched |= {one["id"]: None for one in values}
        for piece in (values[start : start + _PIECE] for start in range(0, len(values), _PIECE)):
            asked = select(self._table.c.id).where(self._table.c.id.in_([one["id"] for one in piece]))
            there = set(self._connection.scalars(asked))
            if old := [{**one, "_id": one["id"]} for one in piece if one["id"] in there]:
                self._connection.execute(update(self._table).where(self._table.c.id == bindparam("_id")), old)
            if new := [one for one in piece if one["id"] not in there]:
                self._connection.execute(insert(self._table), new)

    def add(self, records: Sequence[T]) -> None:
        """Insert records of which none exists yet, all at once."""
        if records:
            values = [{name: getattr(record, name) for name in self._names} for record in records]
            self.touched |= {one["id"]: None for one in values}
            self._connection.execute(insert(self._table), values)

    def remove(self, *record_ids: str) -> None:
        """Remove the records that exist."""
        if record_ids:
            self.touched |= dict.fromkeys(record_ids)
            gone = delete(self._table).where(self._table.c.id == bindparam("gone"))
            self._connection.execute(gone, [{"gone": record_id} for record_id in record_ids])

    def all(self, **where: object) -> Sequence[T]:
        """The records whose fields equal ``where`` (a frozenset: one of these), in the order in which they came."""
        if any(wanted is None or isinstance(wanted, frozenset) for wanted in where.values()):
            query = self._select.where(*self._fitting(where)).order_by(self._table.c.row)
            return tuple(self._kind(*row) for row in self._connection.execute(query))
        found = self._connection.execute(self._statements.by_fields(tuple(where)), where)
        return tuple(self._kind(*row) for row in found)

    def search(self, field: str, text: str, most: int) -> tuple[Sequence[T], int]:
        """The first ``most`` records whose ``field`` contains ``text``, and how many do in all."""
        fits = func.lower(self._table.c[field]).contains(text.lower(), autoescape=True)
        rows = self._connection.execute(self._select.where(fits).order_by(self._table.c.row).limit(most))
        found = tuple(self._kind(*row) for row in rows)
        return found, self._connection.scalar(select(func.count()).select_from(self._table).where(fits)) or 0

    def count(self, **where: object) -> int:
        """How many ``all`` would give."""
        return self._connection.scalar(select(func.count()).select_from(self._table).where(*self._fitting(where))) or 0

    def _fitting(self, where: Mapping[str, object]) -> Iterator[ColumnElement[bool]]:
        for name, wanted in where.items():
            column = self._table.c[name]
            yield column.in_(sorted(wanted)) if isinstance(wanted, frozenset) else column == wanted


class TableLedger:
    """The append-only ledger in one transaction.  ``append`` is correct only under the store's write lock, which
    ``Store.write`` holds.  ``written``: the entries that this transaction has written · ``gone``: the streams that it
    has removed.

    What a transaction was told once stays so until it writes itself: it has its snapshot or the write lock.
    """

    _fields = tuple(field.name for field in fields(Entry))
    _c = models.ledger.c
    _select = select(*(models.ledger.c[name] for name in _fields))
    _of_stream = _c.stream == bindparam("stream")
    _find = _select.where(_of_stream, _c.key == bindparam("key"))
    _last = select(_c.seq, _c.hash).where(_of_stream).order_by(_c.seq.desc()).limit(1)
    _read = _select.where(_of_stream, _c.seq > bindparam("after")).order_by(_c.seq)
    _hash = select(_c.hash).where(_of_stream, _c.seq == bindparam("seq"))
    _write = insert(models.ledger)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.written: list[Entry] = []
        self.gone: list[str] = []
        self._heads: dict[str, tuple[int, str]] = {}
        self._unused: set[tuple[str, str]] = set()

    def append(self, stream: str, draft: Draft) -> Entry:
        """Write the draft as the next entry of ``stream``; raises ``Conflict("key-used")`` if its key is used
        already."""
        if (stream, draft.key) not in self._unused and self.find(stream, draft.key) is not None:
            raise Conflict("key-used", key=draft.key)
        seq, prev = self._head_of(stream)
        entry = chain(stream, seq + 1, prev, draft)
        self._insert([entry])
        return entry

    def restore(self, entries: Sequence[Entry], *, checked: bool = False) -> None:
        """Write whole streams with their hashes as given; the chain is checked first, unless it was ``checked``."""
        streams: dict[str, list[Entry]] = {}
        for entry in entries:
            streams.setdefault(entry.stream, []).append(entry)
        for stream, own in streams.items():
            if not checked:
                check_chain(own)
            if self.head(stream):
                raise Conflict("stream-exists", stream=stream)
            self._insert(own)

    def append_as_it_was(self, entry: Entry) -> None:
        """Write the next entry of a stream with its hash as it was elsewhere; the caller has checked that it fits."""
        self._insert([entry])

    def remove(self, stream: str) -> None:
        """Remove a whole stream: the database lets its entries go only while it is named among those that leave."""
        leaving = models.leaving_streams
        self._connection.execute(insert(leaving).values(stream=stream))
        self._connection.execute(delete(models.ledger).where(models.ledger.c.stream == stream))
        self._connection.execute(delete(leaving).where(leaving.c.stream == stream))
        self._heads.pop(stream, None)
        self.gone.append(stream)

    def find(self, stream: str, key: str) -> Entry | None:
        """The entry with this key, or None."""
        row = self._connection.execute(self._find, {"stream": stream, "key": key}).one_or_none()
        if row is None:
            self._unused.add((stream, key))
            return None
        return _entry(row)

    def read(self, stream: str, after: int = 0) -> Sequence[Entry]:
        """The entries of ``stream`` with a seq above ``after``, in order."""
        if after and self._head_of(stream)[0] <= after:  # mostly nothing is new, and the head is needed anyway
            return ()
        return tuple(_entry(row) for row in self._connection.execute(self._read, {"stream": stream, "after": after}))

    def pieces(self, stream: str, size: int, pause: Callable[[], None]) -> Iterator[Entry]:
        """All entries of ``stream`` in order; ``pause()`` is called after each ``size`` of them."""
        table = models.ledger
        after = 0
        while True:
            query = self._select.where(table.c.stream == stream, table.c.seq > after).order_by(table.c.seq).limit(size)
            piece = [_entry(row) for row in self._connection.execute(query)]
            yield from piece
            if len(piece) < size:
                return
            after = piece[-1].seq
            pause()

    def hash_of(self, stream: str, seq: int) -> str | None:
        """The hash of an entry; None where there is no such entry."""
        found: str | None = self._connection.scalar(self._hash, {"stream": stream, "seq": seq})
        return found

    def head(self, stream: str) -> int:
        """The last seq, 0 for an empty stream."""
        return self._head_of(stream)[0]

    def _head_of(self, stream: str) -> tuple[int, str]:
        """The seq and hash of the last entry; those before the first for an empty stream."""
        if stream not in self._heads:
            last = self._connection.execute(self._last, {"stream": stream}).one_or_none()
            self._heads[stream] = (last.seq, last.hash) if last else (0, GENESIS)
        return self._heads[stream]

    def newest(self) -> int:
        """The time of the newest entry: of the last entries of all streams, since a stream's times never fall."""
        table = models.ledger
        last = select(table.c.stream, func.max(table.c.seq).label("seq")).group_by(table.c.stream).subquery()
        of_last = and_(table.c.stream == last.c.stream, table.c.seq == last.c.seq)
        return self._connection.scalar(select(func.max(table.c.at)).select_from(table.join(last, of_last))) or 0

    def streams(self) -> Sequence[str]:
        """The names of all streams, sorted."""
        column = models.ledger.c.stream
        return sorted(self._connection.scalars(select(column).distinct()))

    def _insert(self, entries: Sequence[Entry]) -> None:
        rows = [{name: getattr(entry, name) for name in self._fields} for entry in entries]
        self._connection.execute(self._write, rows)
        self.written += entries
        for entry in entries:
            self._heads[entry.stream] = entry.seq, entry.hash
            self._unused.discard((entry.stream, entry.key))


def _entry(row: Row[Any]) -> Entry:
    return Entry(*tuple(row))
