"""Award reviews: their campaigns, the texts of forms, objectors; and seats that belong to a review."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def _records(name: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("row", name=f"pk_{name}"),
        sa.UniqueConstraint("id", name=f"uq_{name}_id"),
    )


def upgrade() -> None:
    """Add the tables; a ticket belongs to a match or to a review, so that its match is no foreign key any more."""
    _records(
        "reviews",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("campaign", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("opened", sa.Boolean(), nullable=False),
        sa.Column("theme", sa.String(length=16), nullable=False),
        sa.Column("bright", sa.Boolean(), nullable=False),
    )
    _records(
        "nomination_texts",
        sa.Column("review", sa.String(length=64), nullable=False),
        sa.Column("award", sa.String(length=64), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("values", sa.Text(), nullable=False),
        sa.Column("personal", sa.Text(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("nomination", sa.Integer(), nullable=False),
        sa.Column("submitted", sa.Boolean(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["review"], ["reviews.id"], name="fk_nomination_texts_review_reviews"),
    )
    op.create_index("ix_nomination_texts_review", "nomination_texts", ["review"], unique=False)
    op.create_index("ix_nomination_texts_unit", "nomination_texts", ["unit"], unique=False)
    _records(
        "objectors",
        sa.Column("review", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["review"], ["reviews.id"], name="fk_objectors_review_reviews"),
    )
    op.create_index("ix_objectors_review", "objectors", ["review"], unique=False)
    op.create_index("ix_objectors_digest", "objectors", ["digest"], unique=False)
    with op.batch_alter_table("tickets") as tickets:
        tickets.drop_constraint("fk_tickets_match_matches", type_="foreignkey")
        tickets.add_column(sa.Column("review", sa.String(length=64), nullable=False, server_default=""))
        tickets.create_index("ix_tickets_review", ["review"])
