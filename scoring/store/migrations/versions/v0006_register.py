"""The register of organisations, the rosters, and the official days that organisers have said."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "organisations",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("category", sa.String(length=16), nullable=False),
        sa.Column("lead_body", sa.Text(), nullable=False),
        sa.Column("superior", sa.String(length=64), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_organisations"),
        sa.UniqueConstraint("id", name="uq_organisations_id"),
        sa.UniqueConstraint("name", name="uq_organisations_name"),
    )
    op.create_index("ix_organisations_superior", "organisations", ["superior"], unique=False)
    op.create_table(
        "roster_names",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("roster", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("held", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_roster_names"),
        sa.UniqueConstraint("id", name="uq_roster_names_id"),
    )
    op.create_index("ix_roster_names_roster", "roster_names", ["roster"], unique=False)
    op.create_table(
        "official_days",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("off", sa.Text(), nullable=False),
        sa.Column("work", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_official_days"),
        sa.UniqueConstraint("id", name="uq_official_days_id"),
    )
