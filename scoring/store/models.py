"""The tables: one for each record of ``scoring.usecases.records`` and ``attachment_records``, listed in ``TABLES``, and
the append-only ledger.

Every table has ``row``, which keeps the order in which records came; the records themselves know only their ``id``.
Columns are named as the fields of the record, so a repository needs no mapping of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
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
    false,
)

from scoring.store.columns import Exact, Json, Texts
from scoring.usecases.attachment_records import Attachment, PageImage
from scoring.usecases.competition.records import CertificateCode, RegistrationLink, RegistrationText
from scoring.usecases.face_records import Backdrop, BeforeCue, EventFace, MatchFace, PreparedText
from scoring.usecases.programs.records import AccessToken, OwnId, Webhook
from scoring.usecases.records import (
    Account,
    Archived,
    Competition,
    Contestant,
    DrawSecret,
    EndedSession,
    Match,
    Medium,
    OfficialDays,
    Organisation,
    Question,
    QuestionSet,
    RosterName,
    RuleSheetText,
    Team,
    Ticket,
)
from scoring.usecases.review.records import NominationText, Objector, Review, Values

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
    Column("first_until", BigInteger, nullable=False, server_default="0"),
    Column("made_by", ID, nullable=False, server_default=""),
    Column("made_at", BigInteger, nullable=False, server_default="0"),
    Column("ended_at", BigInteger, nullable=False, server_default="0"),
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
    Column("conflicts_with", Texts, nullable=False, server_default="[]"),
    Column("checked_on", String(10), nullable=False, server_default=""),
    Column("valid_until", String(10), nullable=False, server_default=""),
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
    Column("questions", Json(tuple[tuple[str, tuple[str, ...]], ...], again=64), nullable=False),
    Column("opened", Boolean, nullable=False), Column("stage", Text, nullable=False, server_default=""),
    Column("rehearsal", Boolean, nullable=False, server_default=false()),
)  # fmt: skip

teams = _records(
    "teams",
    _reference("match", "matches"), _text("name"), _text("unit", key="organisation"), _text("leader"),
    Column("station", Integer, nullable=False), Column("carried", Exact, nullable=False),
    Column("picture", String(64), nullable=False, server_default=""),
    Column("piece", Text, nullable=False, server_default=""),
)  # fmt: skip

contestants = _records(
    "contestants", _reference("team", "teams"), _text("name"), Column("seat", Integer, nullable=False)
)

tickets = _records(
    "tickets",
    Column("match", ID, nullable=False, index=True), Column("role", String(16), nullable=False), _text("label"),
    _text("unit", key="organisation"),
    Column("secret", String(64), nullable=False, unique=True), Column("team", ID, nullable=False),
    Column("seat", Integer, nullable=False), Column("issued_at", BigInteger, nullable=False),
    Column("revoked_at", BigInteger, nullable=False),
    Column("review", ID, nullable=False, index=True, server_default=""),
    Column("competition", ID, nullable=False, index=True, server_default=""),
    Column("kin", Text, nullable=False, server_default=""),
)  # fmt: skip

organisations = _records(
    "organisations",
    Column("name", Text, nullable=False, unique=True), Column("category", String(16), nullable=False),
    _text("lead_body"), Column("superior", ID, nullable=False, index=True), _text("contact"), _text("phone"),
    _text("note"),
)  # fmt: skip

roster_names = _records(
    "roster_names",
    Column("roster", Text, nullable=False, index=True), _text("name"), _text("organisation"), _text("held"),
)  # fmt: skip

_Days = Json(tuple[date, ...])

official_days = _records(
    "official_days",
    Column("off", _Days, nullable=False), Column("work", _Days, nullable=False), _text("source"),
    Column("changed_at", BigInteger, nullable=False),
)  # fmt: skip

reviews = _records(
    "reviews",
    _text("title"), _text("campaign"), Column("created_at", BigInteger, nullable=False),
    Column("opened", Boolean, nullable=False), Column("theme", String(16), nullable=False),
    Column("bright", Boolean, nullable=False), Column("carried", Boolean, nullable=False),
)  # fmt: skip

nomination_texts = _records(
    "nomination_texts",
    _reference("review", "reviews"), Column("award", ID, nullable=False),
    Column("unit", ID, nullable=False, index=True),
    Column("values", Json(Values), nullable=False), Column("personal", Json(Values), nullable=False), _text("salt"),
    Column("revision", Integer, nullable=False), Column("nomination", Integer, nullable=False),
    Column("submitted", Boolean, nullable=False), _text("by"), Column("changed_at", BigInteger, nullable=False),
)  # fmt: skip

objectors = _records(
    "objectors",
    _reference("review", "reviews"), Column("digest", String(64), nullable=False, index=True), _text("salt"),
    Column("by", String(16), nullable=False), _text("name"), _text("contact"), _text("text"),
    Column("created_at", BigInteger, nullable=False),
)  # fmt: skip

registration_links = _records(
    "registration_links",
    _reference("competition", "competitions"), Column("secret", String(64), nullable=False, index=True),
    Column("no", Integer, nullable=False), Column("revoked_at", BigInteger, nullable=False),
    Column("created_at", BigInteger, nullable=False),
)  # fmt: skip

registration_texts = _records(
    "registration_texts",
    _reference("competition", "competitions"), Column("link", ID, nullable=False, index=True),
    Column("values", Json(Values), nullable=False), Column("personal", Json(Values), nullable=False), _text("salt"),
    Column("revision", Integer, nullable=False), Column("submitted", Boolean, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
)  # fmt: skip

draw_secrets = _records(
    "draw_secrets",
    _reference("competition", "competitions"), _text("secret"),
)  # fmt: skip

certificate_codes = _records("certificate_codes", _reference("competition", "competitions"))

attachments = _records(
    "attachments",
    Column("owner", ID, nullable=False, index=True), Column("field", ID, nullable=False), _text("name"),
    Column("kind", String(8), nullable=False), Column("mime", String(80), nullable=False),
    Column("sha256", String(64), nullable=False, index=True), Column("size", BigInteger, nullable=False),
    Column("pages", Integer, nullable=False), _text("by"), Column("at", BigInteger, nullable=False),
)  # fmt: skip

page_images = _records(
    "page_images",
    Column("source", String(64), nullable=False, index=True), Column("page", Integer, nullable=False),
    Column("sha256", String(64), nullable=False), Column("size", BigInteger, nullable=False),
    Column("width", Integer, nullable=False), Column("height", Integer, nullable=False),
)  # fmt: skip

access_tokens = _records(
    "access_tokens",
    _text("name"), Column("secret", String(64), nullable=False, unique=True), Column("scopes", Texts, nullable=False),
    Column("competition", ID, nullable=False), Column("match", ID, nullable=False), _text("made_by"),
    Column("made_at", BigInteger, nullable=False), Column("used_at", BigInteger, nullable=False),
    Column("revoked_at", BigInteger, nullable=False),
)  # fmt: skip

webhooks = _records(
    "webhooks",
    _text("url"), _text("secret"), Column("competition", ID, nullable=False), Column("match", ID, nullable=False),
    Column("audience", String(16), nullable=False), _text("made_by"), Column("made_at", BigInteger, nullable=False),
    Column("told", Json(tuple[tuple[str, int], ...]), nullable=False), _text("problem"),
    Column("paused_at", BigInteger, nullable=False), Column("ended_at", BigInteger, nullable=False),
    Column("review", ID, nullable=False, server_default=""),
)  # fmt: skip

own_ids = _records("own_ids", _text("ref"))

event_faces = _records(
    "event_faces",
    _text("undertaken_by"), _text("supported_by"), Column("logos", Texts, nullable=False),
    Column("backdrop", Json(Backdrop | None), nullable=False),
    Column("texts", Json(tuple[PreparedText, ...]), nullable=False),
    Column("sound", Boolean, nullable=False), Column("volume", Integer, nullable=False),
)  # fmt: skip

archived = _records(
    "archived",
    Column("kind", String(16), nullable=False), Column("at", BigInteger, nullable=False), _text("by"),
)  # fmt: skip

match_faces = _records(
    "match_faces",
    Column("sound", String(8), nullable=False), Column("volume", Integer), Column("muted", Boolean, nullable=False),
    Column("before", Json(BeforeCue | None), nullable=False),
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
    Review: reviews,
    NominationText: nomination_texts,
    Objector: objectors,
    RegistrationLink: registration_links,
    RegistrationText: registration_texts,
    DrawSecret: draw_secrets,
    CertificateCode: certificate_codes,
    Organisation: organisations,
    RosterName: roster_names,
    OfficialDays: official_days,
    Attachment: attachments,
    PageImage: page_images,
    AccessToken: access_tokens,
    Webhook: webhooks,
    OwnId: own_ids,
    EventFace: event_faces,
    MatchFace: match_faces,
    Archived: archived,
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

leaving_streams = Table("leaving_streams", metadata, Column("stream", String(80), primary_key=True))
"""The streams that the transaction at hand removes whole; empty between transactions."""

APPEND_ONLY: dict[str, tuple[str, ...]] = {
    "sqlite": (
        "CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger"
        " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
        "CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger"
        " WHEN NOT EXISTS (SELECT 1 FROM leaving_streams WHERE stream = OLD.stream)"
        " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$",
        "CREATE TRIGGER ledger_no_change BEFORE UPDATE OR TRUNCATE ON ledger"
        " FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only()",
        "CREATE FUNCTION ledger_only_whole() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN IF NOT EXISTS (SELECT 1 FROM leaving_streams WHERE stream = OLD.stream)"
        " THEN RAISE EXCEPTION 'the ledger is append-only'; END IF; RETURN OLD; END $$",
        "CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger FOR EACH ROW EXECUTE FUNCTION ledger_only_whole()",
    ),
}
"""The statements that make the ledger append-only inside the database itself, by dialect: an entry goes only with its
whole stream, see ``TableLedger.remove``."""

for _dialect, _statements in APPEND_ONLY.items():
    for _statement in _statements:
        event.listen(ledger, "after_create", DDL(_statement).execute_if(dialect=_dialect))  # type: ignore[no-untyped-call]
