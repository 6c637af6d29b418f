"""The relatives of a judge, for whom a recusal is suggested."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    with op.batch_alter_table("tickets") as tickets:
        tickets.add_column(sa.Column("kin", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Remove it."""
    with op.batch_alter_table("tickets") as tickets:
        tickets.drop_column("kin")
