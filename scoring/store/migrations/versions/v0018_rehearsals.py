"""Rehearsals, what was put away, and whole streams that people may remove."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

APPEND_ONLY = {
    "sqlite": (
        "CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger"
        " WHEN NOT EXISTS (SELECT 1 FROM leaving_streams WHERE stream = OLD.stream)"
        " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    ),
    "postgresql": (
        "CREATE TRIGGER ledger_no_change BEFORE UPDATE OR TRUNCATE ON ledger"
        " FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only()",
        "CREATE FUNCTION ledger_only_whole() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN IF NOT EXISTS (SELECT 1 FROM leaving_streams WHERE stream = OLD.stream)"
        " THEN RAISE EXCEPTION 'the ledger is append-only'; END IF; RETURN OLD; END $$",
        "CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger FOR EACH ROW EXECUTE FUNCTION ledger_only_whole()",
    ),
}
"""The guards that take the place of older ones."""

BEFORE = {
    "sqlite": (
        "CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger"
        " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    ),
    "postgresql": (
        "CREATE TRIGGER ledger_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger"
        " FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only()",
    ),
}

REPLACED = {
    "sqlite": ("DROP TRIGGER ledger_no_delete",),
    "postgresql": ("DROP TRIGGER ledger_no_change ON ledger",),
}

TAKEN_BACK = {
    "sqlite": ("DROP TRIGGER ledger_no_delete",),
    "postgresql": (
        "DROP TRIGGER ledger_no_delete ON ledger",
        "DROP FUNCTION ledger_only_whole()",
        "DROP TRIGGER ledger_no_change ON ledger",
    ),
}


def upgrade() -> None:
    """Add the column and the tables; from now on the ledger lets go of whole streams that are named as leaving."""
    with op.batch_alter_table("matches") as matches:
        matches.add_column(sa.Column("rehearsal", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "archived",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_archived")),
        sa.UniqueConstraint("id", name=op.f("uq_archived_id")),
    )
    op.create_table(
        "leaving_streams",
        sa.Column("stream", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("stream", name=op.f("pk_leaving_streams")),
    )
    dialect = op.get_bind().dialect.name
    for statement in (*REPLACED[dialect], *APPEND_ONLY[dialect]):
        op.execute(statement)


def downgrade() -> None:
    """Remove them; the ledger lets go of nothing."""
    dialect = op.get_bind().dialect.name
    for statement in (*TAKEN_BACK[dialect], *BEFORE[dialect]):
        op.execute(statement)
    op.drop_table("leaving_streams")
    op.drop_table("archived")
    with op.batch_alter_table("matches") as matches:
        matches.drop_column("rehearsal")
