"""Codes of certificates: which competition each is of.  Those that were numbered before stand in the ledger."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_LEDGER = sa.table("ledger", sa.column("stream"), sa.column("seq"), sa.column("kind"), sa.column("payload"))
_STREAM = "event:"


def upgrade() -> None:
    """Add the table and fill it."""
    codes = op.create_table(
        "certificate_codes",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("competition", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_certificate_codes"),
        sa.UniqueConstraint("id", name="uq_certificate_codes_id"),
        sa.ForeignKeyConstraint(
            ["competition"], ["competitions.id"], name="fk_certificate_codes_competition_competitions"
        ),
    )
    op.create_index("ix_certificate_codes_competition", "certificate_codes", ["competition"], unique=False)
    connection = op.get_bind()
    numbered = (
        sa.select(_LEDGER.c.stream, _LEDGER.c.payload)
        .where(_LEDGER.c.kind == "certificate.number")
        .order_by(_LEDGER.c.stream, _LEDGER.c.seq)
    )
    competitions: set[str] = set(connection.scalars(sa.select(sa.column("id")).select_from(sa.table("competitions"))))
    known: dict[str, str] = {}
    for stream, payload in connection.execute(numbered).all():
        competition = stream.removeprefix(_STREAM)
        for one in json.loads(payload)["certificates"] if competition in competitions else ():
            known.setdefault(one["code"], competition)
    if known:
        op.bulk_insert(codes, [{"id": code, "competition": competition} for code, competition in known.items()])


def downgrade() -> None:
    """Remove it."""
    op.drop_table("certificate_codes")
