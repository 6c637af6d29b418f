"""The review whose public result a webhook is told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    with op.batch_alter_table("webhooks") as webhooks:
        webhooks.add_column(sa.Column("review", sa.String(length=64), nullable=False, server_default=""))


def downgrade() -> None:
    """Remove it."""
    with op.batch_alter_table("webhooks") as webhooks:
        webhooks.drop_column("review")
