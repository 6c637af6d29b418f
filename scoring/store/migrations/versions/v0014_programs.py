"""What programs are given: access tokens, webhooks, ids of their own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_ID = sa.String(length=64)


def _records(name: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("id", _ID, nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("row", name=f"pk_{name}"),
        sa.UniqueConstraint("id", name=f"uq_{name}_id"),
    )


def upgrade() -> None:
    """Add the tables."""
    _records(
        "access_tokens",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("secret", _ID, nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("competition", _ID, nullable=False),
        sa.Column("match", _ID, nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=False),
        sa.UniqueConstraint("secret", name="uq_access_tokens_secret"),
    )
    _records(
        "webhooks",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("competition", _ID, nullable=False),
        sa.Column("match", _ID, nullable=False),
        sa.Column("audience", sa.String(length=16), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("paused_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=False),
    )
    _records("own_ids", sa.Column("ref", sa.Text(), nullable=False))


def downgrade() -> None:
    """Remove them."""
    for name in ("own_ids", "webhooks", "access_tokens"):
        op.drop_table(name)
