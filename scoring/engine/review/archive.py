"""The archive of an award review (format ``leitai-review-archive``, version 1): what it holds, and what of it follows
from the ledger.

An archive is a set of named parts.  ``scoring.usecases.review.archive`` gathers them, ``exports.review_archive`` writes
them as one file, ``archive_check`` recomputes them from the ledger alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scoring.engine.codec import to_json
from scoring.engine.ledger import Entry
from scoring.engine.review import notices
from scoring.engine.review.archive_tables import TABLES, Row
from scoring.engine.review.state import ReviewState

FORMAT = "leitai-review-archive"
VERSION = 1

GIVEN = ("texts", "calendar", "organisations", "files", "attachments")
"""Parts that come from tables: the public texts of forms, official days, who took part, the names
of files, and which draft each was attached to."""

DERIVED = ("rules", "shortlists", "notices", "result")
"""Parts that follow from the entries; ``rules``: the campaign in force."""

README, CAMPAIGN = READING = ("README.txt", "campaign.toml")
"""Parts that are there to be read, and prove nothing."""

LEDGER = "ledger.jsonl"
FILES = "files/"


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file that the ledger names: whose it is, and whether the archive holds it.  ``what``: the field of a form, or
    ``sign_off``, ``finding``, ``decision``."""

    sha256: str
    what: str
    nomination: int | None = None
    name: str = ""
    size: int = 0
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive as it was read: ``given`` and ``derived`` parts as plain JSON, tables as rows with their headings,
    the bytes of each notice by its number."""

    manifest: Mapping[str, Any]
    entries: tuple[Entry, ...]
    campaign: str
    given: Mapping[str, Any]
    derived: Mapping[str, Any]
    tables: Mapping[str, Sequence[Sequence[str]]]
    notices: Mapping[int, bytes]


def derive(state: ReviewState) -> dict[str, Any]:
    """The derived parts, as plain JSON."""
    return {
        "rules": to_json(state.rules),
        "shortlists": to_json(tuple(state.shortlists.values())),
        "notices": [_notice(state, no) for no in range(len(state.notices))],
        "result": [_result(state, award.id) for award in state.rules.awards if award.id in state.published],
    }


def derive_tables(state: ReviewState) -> dict[str, list[Row]]:
    """The rows of every table."""
    return {name: list(rows(state)) for name, rows in TABLES.items()}


def notice_texts(state: ReviewState) -> dict[int, bytes]:
    """What each notice told the public, by its number: the bytes that its digest is of."""
    return {one.no: notices.public_text(one.shown, one.first, one.last).encode("utf-8") for one in state.notices}


def files_of(state: ReviewState) -> tuple[FileLine, ...]:
    """Every file that the ledger names, except the evidence of objections, which would tell who objects."""
    found: dict[tuple[str, str], FileLine] = {}
    for one in state.nominations.values():
        lines = [FileLine(a.sha256, a.field, one.no, a.name, a.size) for form in one.forms for a in form.files]
        lines += [
            FileLine(signed.document, "sign_off", one.no, signed.document_name)
            for signed in one.sign_offs
            if signed.document
        ]
        lines += [FileLine(it.document, "finding", one.no, it.document_name) for it in one.findings if it.document]
        found |= {(line.sha256, line.what): line for line in lines}
    for made in state.decisions:
        if made.document:
            found[made.document, "decision"] = FileLine(made.document, "decision", name=made.document_name)
    for lost in state.revocations:
        if lost.document:
            found[lost.document, "decision"] = FileLine(lost.document, "decision")
    return tuple(found.values())


def _notice(state: ReviewState, index: int) -> dict[str, Any]:
    """A notice without the campaign of its moment, which the ledger has."""
    return {name: value for name, value in to_json(state.notices[index]).items() if name != "rules"}


def _result(state: ReviewState, award_id: str) -> dict[str, Any]:
    award, decision = state.award(award_id), state.decided(award_id)
    assert award is not None
    winners = decision.winners if decision is not None else ()
    revoked = [one for one in state.revocations if one.award == award_id]
    told = {"revoked": [{"nomination": one.nomination, "day": one.day.isoformat()} for one in revoked]}
    return {
        "award": award_id,
        "name": award.name,
        "published": state.published[award_id],
        "winners": [
            {"nomination": no, "nominee": state.nominations[no].nominee, "unit": state.nominations[no].unit_name}
            for no in winners
        ],
        "forward": list(state.forward.get(award_id, ())),
        **(told if revoked else {}),
    }
