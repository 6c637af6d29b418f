"""The tables: one for each record of ``scoring.usecases.records``, listed in ``TABLES``, and the append-only ledger.

Every table has ``row``, which keeps the order in which records came; the records themselves know only their ``id``.
Columns are named as the fields of the record, so a repository needs no mapping of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    DDL,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
)

from scoring.store.columns import Exact, Json, Texts
from scoring.usecases.records import (
    Account,
    Competition,
    Contestant,
    EndedSession,
    Match,
    Medium,
    Question,
    QuestionSet,
    RuleSheetText,
    Team,
    Ticket,
)

ID = String(64)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _records(name: str, *columns: Any) -> Table:
    return Table(
        name,
        metadata,
        Column("row", Integer, primary_key=True),
        Column("id", ID, nullable=False, unique=True),
        *columns,
    )


def _text(name: str, key: str | None = None) -> Column[str]:
    """A column of texts; ``key``: the field of the record if its name is not the column's."""
    return Column(name, Text, nullable=False, key=key)


def _reference(name: str, table: str, key: str | None = None) -> Column[str]:
    return Column(name, ID, ForeignKey(f"{table}.id"), nullable=False, index=True, key=key)


accounts = _records(
    "accounts",
    Column("name", Text, nullable=False, unique=True), _text("password"), Column("role", String(16), nullable=False),
)  # fmt: skip

ended_sessions = _records("ended_sessions", Column("at", BigInteger, nullable=False))

competitions = _records(
    "competitions",
    _text("title"), _text("organiser"), Column("theme", String(16), nullable=False),
    Column("bright", Boolean, nullable=False), Column("created_at", BigInteger, nullable=False),
)  # fmt: skip

sheets = _records("sheets", Column("competition", ID, nullable=False, index=True), _text("text"))

question_sets = _records(
    "question_sets",
    Column("name", Text, nullable=False, unique=True), _text("source"), Column("builtin", Boolean, nullable=False),
)  # fmt: skip

questions = _records(
    "questions",
    _reference("question_set", "question_sets"), Column("no", Integer, nullable=False),
    Column("type", String(16), nullable=False), _text("stem"), Column("digest", String(64), nullable=False),
    Column("options", Texts, nullable=False), Column("key", Texts, nullable=False), _text("explanation"),
    _text("citation"), _text("difficulty"), _text("chapter"), Column("tags", Texts, nullable=False),
    Column("points", Exact), Column("stake", Exact), Column("clues", Texts, nullable=False),
    Column("media", String(64), nullable=False), Column("media_kind", String(8), nullable=False),
)  # fmt: skip

media = _records(
    "media",
    _text("name"), Column("mime", String(80), nullable=False), Column("sha256", String(64), nullable=False),
    Column("size", BigInteger, nullable=False, server_default="0"),
)  # fmt: skip

matches = _records(
    "matches",
    _reference("competition", "competitions"), _text("title"), _reference("sheet", "sheets", key="rule_sheet"),
    Column("created_at", BigInteger, nullable=False),
    Column("questions", Json(tuple[tuple[str, tuple[str, ...]], ...]), nullable=False),
    Column("opened", Boolean, nullable=False), Column("stage", Text, nullable=False, server_default=""),
)  # fmt: skip

teams = _records(
    "teams",
    _reference("match", "matches"), _text("name"), _text("unit", key="organisation"), _text("leader"),
    Column("station", Integer, nullable=False), Column("carried", Exact, nullable=False),
)  # fmt: skip

contestants = _records(
    "contestants", _reference("team", "teams"), _text("name"), Column("seat", Integer, nullable=False)
)

tickets = _records(
    "tickets",
    _reference("match", "matches"), Column("role", String(16), nullable=False), _text("label"),
    _text("unit", key="organisation"),
    Column("secret", String(64), nullable=False, unique=True), Column("team", ID, nullable=False),
    Column("seat", Integer, nullable=False), Column("issued_at", BigInteger, nullable=False),
    Column("revoked_at", BigInteger, nullable=False),
)  # fmt: skip

TABLES: Mapping[type, Table] = {
    Account: accounts,
    EndedSession: ended_sessions,
    Competition: competitions,
    RuleSheetText: sheets,
    QuestionSet: question_sets,
    Question: questions,
    Medium: media,
    Match: matches,
    Team: teams,
    Contestant: contestants,
    Ticket: tickets,
}
"""The table of each type of record."""

ledger = Table(
    "ledger",
    metadata,
    Column("stream", String(80), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(40), nullable=False),
    Column("payload", Json(dict[str, Any]), nullable=False),
    _text("actor"),
    _text("device"),
    Column("key", String(128), nullable=False),
    _text("reason"),
    Column("at", BigInteger, nullable=False),
    Column("prev", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    UniqueConstraint("stream", "key"),
)

APPEND_ONLY: dict[str, tuple[str, ...]] = {
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
"""The statements that make the ledger append-only inside the database itself, by dialect."""

for _dialect, _statements in APPEND_ONLY.items():
    for _statement in _statements:
        event.listen(ledger, "after_create", DDL(_statement).execute_if(dialect=_dialect))  # type: ignore[no-untyped-call]
