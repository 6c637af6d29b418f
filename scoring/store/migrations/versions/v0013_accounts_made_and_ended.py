"""Accounts that organisers make for others, and end."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    with op.batch_alter_table("accounts") as accounts:
        accounts.add_column(sa.Column("first_until", sa.BigInteger(), nullable=False, server_default="0"))
        accounts.add_column(sa.Column("made_by", sa.String(length=64), nullable=False, server_default=""))
        accounts.add_column(sa.Column("made_at", sa.BigInteger(), nullable=False, server_default="0"))
        accounts.add_column(sa.Column("ended_at", sa.BigInteger(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Remove them."""
    with op.batch_alter_table("accounts") as accounts:
        for name in ("first_until", "made_by", "made_at", "ended_at"):
            accounts.drop_column(name)
