"""Media in parts of a bounded size, so that a piece of a film can be read without the rest."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

PART = 256 * 1024


def upgrade() -> None:
    """Move the bytes of every file, one file at a time."""
    parts = op.create_table(
        "media_parts",
        sa.Column("media", sa.String(length=64), nullable=False),
        sa.Column("no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["media"], ["media.id"], name="fk_media_parts_media_media"),
        sa.PrimaryKeyConstraint("media", "no", name="pk_media_parts"),
    )
    op.add_column("media", sa.Column("size", sa.BigInteger(), nullable=False, server_default="0"))
    connection = op.get_bind()
    media = sa.table("media", sa.column("id"), sa.column("data", sa.LargeBinary()), sa.column("size"))
    for name in connection.scalars(sa.select(media.c.id)).all():
        data = connection.scalars(sa.select(media.c.data).where(media.c.id == name)).one()
        connection.execute(sa.update(media).where(media.c.id == name).values(size=len(data)))
        for no, start in enumerate(range(0, len(data), PART)):
            piece = {"media": name, "no": no, "data": data[start : start + PART]}
            connection.execute(sa.insert(parts).values(**piece))
    op.drop_column("media", "data")
