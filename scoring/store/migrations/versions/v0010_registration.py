"""Registration of teams for a competition: links and the texts of forms; secrets of draws."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def _records(name: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("competition", sa.String(length=64), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("row", name=f"pk_{name}"),
        sa.UniqueConstraint("id", name=f"uq_{name}_id"),
        sa.ForeignKeyConstraint(["competition"], ["competitions.id"], name=f"fk_{name}_competition_competitions"),
    )
    op.create_index(f"ix_{name}_competition", name, ["competition"], unique=False)


def upgrade() -> None:
    """Add the tables."""
    _records(
        "registration_links",
        sa.Column("secret", sa.String(length=64), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_registration_links_secret", "registration_links", ["secret"], unique=False)
    _records(
        "registration_texts",
        sa.Column("link", sa.String(length=64), nullable=False),
        sa.Column("values", sa.Text(), nullable=False),
        sa.Column("personal", sa.Text(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("submitted", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_registration_texts_link", "registration_texts", ["link"], unique=False)
    _records("draw_secrets", sa.Column("secret", sa.Text(), nullable=False))
