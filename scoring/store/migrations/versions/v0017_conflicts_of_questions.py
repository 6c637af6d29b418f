"""The groups of questions that no match has two of, when a question was checked, and how long it is valid."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    with op.batch_alter_table("questions") as questions:
        questions.add_column(sa.Column("conflicts_with", sa.Text(), nullable=False, server_default="[]"))
        questions.add_column(sa.Column("checked_on", sa.String(10), nullable=False, server_default=""))
        questions.add_column(sa.Column("valid_until", sa.String(10), nullable=False, server_default=""))


def downgrade() -> None:
    """Remove them."""
    with op.batch_alter_table("questions") as questions:
        questions.drop_column("valid_until")
        questions.drop_column("checked_on")
        questions.drop_column("conflicts_with")
