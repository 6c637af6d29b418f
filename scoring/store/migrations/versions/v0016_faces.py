"""The face of competitions and matches on the big screens, and pictures of teams."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def _table(name: str, *columns: sa.Column[object]) -> None:
    op.create_table(
        name,
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("row", name=f"pk_{name}"),
        sa.UniqueConstraint("id", name=f"uq_{name}_id"),
    )


def upgrade() -> None:
    """Add the tables and the column."""
    _table(
        "event_faces",
        sa.Column("undertaken_by", sa.Text(), nullable=False),
        sa.Column("supported_by", sa.Text(), nullable=False),
        sa.Column("logos", sa.Text(), nullable=False),
        sa.Column("backdrop", sa.Text(), nullable=False),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.Column("sound", sa.Boolean(), nullable=False),
        sa.Column("volume", sa.Integer(), nullable=False),
    )
    _table(
        "match_faces",
        sa.Column("sound", sa.String(length=8), nullable=False),
        sa.Column("volume", sa.Integer(), nullable=True),
        sa.Column("muted", sa.Boolean(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
    )
    with op.batch_alter_table("teams") as teams:
        teams.add_column(sa.Column("picture", sa.String(length=64), nullable=False, server_default=""))


def downgrade() -> None:
    """Remove them."""
    with op.batch_alter_table("teams") as teams:
        teams.drop_column("picture")
    op.drop_table("match_faces")
    op.drop_table("event_faces")
