"""Media in parts: a film is never in the memory as a whole because a screen asks for a piece of it.

SQLite reads a blob from its beginning to get at its end, and PostgreSQL unpacks it whole; rows of a bounded size are
found by their number in either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from scoring.store import models
from scoring.usecases.records import PART, MediaFile, Medium

_HEAD = (models.media.c.id, models.media.c.name, models.media.c.mime, models.media.c.sha256, models.media.c.size)


class TableMedia:
    """The shelf of media on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def head(self, media_id: str) -> Medium | None:
        """All but the bytes; None for an unknown id."""
        row = self._connection.execute(select(*_HEAD).where(models.media.c.id == media_id)).one_or_none()
        return None if row is None else Medium(*row)

    def part(self, media_id: str, start: int, length: int) -> bytes:
        """At most ``length`` bytes from ``start`` on."""
        first = start // PART
        table = models.media_parts
        query = (
            select(table.c.data)
            .where(table.c.media == media_id, table.c.no >= first, table.c.no * PART < start + length)
            .order_by(table.c.no)
        )
        skip = start - first * PART
        return b"".join(self._connection.scalars(query))[skip : skip + length]

    def get(self, media_id: str) -> MediaFile | None:
        """The whole file, or None."""
        row = self._connection.execute(select(*_HEAD).where(models.media.c.id == media_id)).one_or_none()
        return None if row is None else self._whole(row)

    def put(self, file: MediaFile) -> None:
        """Insert, or replace the file with the same id."""
        head = {"id": file.id, "name": file.name, "mime": file.mime, "sha256": file.sha256, "size": len(file.data)}
        table = models.media
        if self._connection.execute(update(table).where(table.c.id == file.id).values(**head)).rowcount == 0:
            self._connection.execute(insert(table).values(**head))
        self._remove_parts(file.id)
        for no, data in enumerate(in_parts(file.data)):
            self._connection.execute(insert(models.media_parts).values(media=file.id, no=no, data=data))

    def remove(self, media_id: str) -> None:
        """Remove the file if it is there."""
        self._remove_parts(media_id)
        self._connection.execute(delete(models.media).where(models.media.c.id == media_id))

    def all(self, **where: object) -> Sequence[MediaFile]:
        """The whole files whose fields equal ``where``, in the order in which they came."""
        query = select(*_HEAD).order_by(models.media.c.row)
        for name, wanted in where.items():
            query = query.where(models.media.c[name] == wanted)
        return tuple(self._whole(row) for row in self._connection.execute(query).all())

    def _whole(self, row: Any) -> MediaFile:
        return MediaFile(row.id, row.name, row.mime, row.sha256, self.part(row.id, 0, row.size))

    def _remove_parts(self, media_id: str) -> None:
        self._connection.execute(delete(models.media_parts).where(models.media_parts.c.media == media_id))


def in_parts(data: bytes) -> Iterator[bytes]:
    """``data`` cut into the pieces that the table holds."""
    return (data[start : start + PART] for start in range(0, len(data), PART))
