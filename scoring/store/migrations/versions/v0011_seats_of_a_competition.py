"""Seats of a competition: its hall's screens, its operator's page."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    with op.batch_alter_table("tickets") as tickets:
        tickets.add_column(sa.Column("competition", sa.String(length=64), nullable=False, server_default=""))
        tickets.create_index("ix_tickets_competition", ["competition"])


def downgrade() -> None:
    """Remove it."""
    with op.batch_alter_table("tickets") as tickets:
        tickets.drop_index("ix_tickets_competition")
        tickets.drop_column("competition")
