"""The tables of the first version, and the triggers that keep the ledger append-only."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = {
    "sqlite": (
        "CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger"
        " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
        "CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger"
        " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$",
        "CREATE TRIGGER ledger_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger"
        " FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only()",
    ),
}


def upgrade() -> None:
    """Make every table of version 1."""
    op.create_table(
        "accounts",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_accounts"),
        sa.UniqueConstraint("id", name="uq_accounts_id"),
        sa.UniqueConstraint("name", name="uq_accounts_name"),
    )
    op.create_table(
        "competitions",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("organiser", sa.Text(), nullable=False),
        sa.Column("theme", sa.String(length=16), nullable=False),
        sa.Column("bright", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_competitions"),
        sa.UniqueConstraint("id", name="uq_competitions_id"),
    )
    op.create_table(
        "ledger",
        sa.Column("stream", sa.String(length=80), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("prev", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("stream", "seq", name="pk_ledger"),
        sa.UniqueConstraint("stream", "key", name="uq_ledger_stream_key"),
    )
    op.create_table(
        "media",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mime", sa.String(length=80), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_media"),
        sa.UniqueConstraint("id", name="uq_media_id"),
    )
    op.create_table(
        "question_sets",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("builtin", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_question_sets"),
        sa.UniqueConstraint("id", name="uq_question_sets_id"),
        sa.UniqueConstraint("name", name="uq_question_sets_name"),
    )
    op.create_table(
        "sheets",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("competition", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_sheets"),
        sa.UniqueConstraint("id", name="uq_sheets_id"),
    )
    op.create_index("ix_sheets_competition", "sheets", ["competition"], unique=False)
    op.create_table(
        "matches",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("competition", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("sheet", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("questions", sa.Text(), nullable=False),
        sa.Column("opened", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["competition"], ["competitions.id"], name="fk_matches_competition_competitions"),
        sa.ForeignKeyConstraint(["sheet"], ["sheets.id"], name="fk_matches_sheet_sheets"),
        sa.PrimaryKeyConstraint("row", name="pk_matches"),
        sa.UniqueConstraint("id", name="uq_matches_id"),
    )
    op.create_index("ix_matches_competition", "matches", ["competition"], unique=False)
    op.create_index("ix_matches_sheet", "matches", ["sheet"], unique=False)
    op.create_table(
        "questions",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("question_set", sa.String(length=64), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=16), nullable=False),
        sa.Column("stem", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("citation", sa.Text(), nullable=False),
        sa.Column("difficulty", sa.Text(), nullable=False),
        sa.Column("chapter", sa.Text(), nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.Column("points", sa.Text(), nullable=True),
        sa.Column("stake", sa.Text(), nullable=True),
        sa.Column("clues", sa.Text(), nullable=False),
        sa.Column("media", sa.String(length=64), nullable=False),
        sa.Column("media_kind", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(["question_set"], ["question_sets.id"], name="fk_questions_question_set_question_sets"),
        sa.PrimaryKeyConstraint("row", name="pk_questions"),
        sa.UniqueConstraint("id", name="uq_questions_id"),
    )
    op.create_index("ix_questions_question_set", "questions", ["question_set"], unique=False)
    op.create_table(
        "teams",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("match", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("leader", sa.Text(), nullable=False),
        sa.Column("station", sa.Integer(), nullable=False),
        sa.Column("carried", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["match"], ["matches.id"], name="fk_teams_match_matches"),
        sa.PrimaryKeyConstraint("row", name="pk_teams"),
        sa.UniqueConstraint("id", name="uq_teams_id"),
    )
    op.create_index("ix_teams_match", "teams", ["match"], unique=False)
    op.create_table(
        "tickets",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("match", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("secret", sa.String(length=64), nullable=False),
        sa.Column("team", sa.String(length=64), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["match"], ["matches.id"], name="fk_tickets_match_matches"),
        sa.PrimaryKeyConstraint("row", name="pk_tickets"),
        sa.UniqueConstraint("id", name="uq_tickets_id"),
        sa.UniqueConstraint("secret", name="uq_tickets_secret"),
    )
    op.create_index("ix_tickets_match", "tickets", ["match"], unique=False)
    op.create_table(
        "contestants",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("team", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name="fk_contestants_team_teams"),
        sa.PrimaryKeyConstraint("row", name="pk_contestants"),
        sa.UniqueConstraint("id", name="uq_contestants_id"),
    )
    op.create_index("ix_contestants_team", "contestants", ["team"], unique=False)
    for statement in APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)
