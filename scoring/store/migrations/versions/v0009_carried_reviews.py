"""Whether an award review came in the archive of another server."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Every review that is there was made here."""
    with op.batch_alter_table("reviews") as reviews:
        reviews.add_column(sa.Column("carried", sa.Boolean(), nullable=False, server_default=sa.false()))
