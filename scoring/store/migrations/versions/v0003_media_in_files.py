"""Media as files beside the database, one for each SHA-256; the table keeps their names and types."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import context, op

from scoring.store.files import FileStore

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_MEDIA = sa.table("media", sa.column("id"), sa.column("sha256"), sa.column("size"))
_PARTS = sa.table("media_parts", sa.column("media"), sa.column("no"), sa.column("data", sa.LargeBinary()))


def upgrade() -> None:
    """Write every file, then drop the table of their parts.

    The files are durable before the transaction ends.  If an earlier run was stopped, the files that it wrote are still
    there and are not written again.
    """
    files: FileStore = context.config.attributes["files"]
    connection = op.get_bind()
    for row in connection.execute(sa.select(_MEDIA.c.id, _MEDIA.c.sha256, _MEDIA.c.size)).all():
        if not files.fault(row.sha256, row.size):
            continue
        sha256 = files.keep(_parts(connection, row.id))
        if sha256 != row.sha256:  # bytes that were damaged in the table have another hash
            connection.execute(sa.update(_MEDIA).where(_MEDIA.c.id == row.id).values(sha256=sha256))
    op.drop_table("media_parts")


def _parts(connection: sa.Connection, media: str) -> Iterator[bytes]:
    """The parts of one medium in order; each part is read alone."""
    for no in connection.scalars(sa.select(_PARTS.c.no).where(_PARTS.c.media == media).order_by(_PARTS.c.no)).all():
        yield connection.scalars(sa.select(_PARTS.c.data).where(_PARTS.c.media == media, _PARTS.c.no == no)).one()
