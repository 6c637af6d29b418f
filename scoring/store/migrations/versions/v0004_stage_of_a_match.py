"""A match says which stage of its rule sheet it belongs to; matches from before say none."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("matches", sa.Column("stage", sa.Text(), nullable=False, server_default=""))
