"""The archive of a review: gathered for a file, and taken in from one into a hall."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from scoring.engine.actors import Actor
from scoring.engine.codec import from_json, to_json
from scoring.engine.errors import Broken, Conflict, Refused, WrongStage
from scoring.engine.ledger import Entry
from scoring.engine.review.archive import Archive, FileLine, files_of
from scoring.engine.review.archive_check import check_archive
from scoring.engine.review.state import ReviewState
from scoring.usecases.attachment_records import Attachment
from scoring.usecases.context import Context
from scoring.usecases.guards import require_organiser
from scoring.usecases.ports import Repository, UnitOfWork
from scoring.usecases.records import Organisation
from scoring.usecases.review.brought import DOCUMENTS, document_in, evidence_in
from scoring.usecases.review.calendar import calendar_in
from scoring.usecases.review.draft_files import is_personal_file
from scoring.usecases.review.job import REVIEW, stream_of
from scoring.usecases.review.records import NominationText, Objector, Review
from scoring.usecases.review.reviews import get_review

T = TypeVar("T")

TOGETHER = 100
"""Entries, texts or files that are read at a time; then the others go on."""

Bytes = Callable[[str], Iterable[bytes]]
"""The bytes of a file, part after part, by its SHA-256."""


@dataclass(frozen=True, slots=True)
class ArchiveSource:
    """All that an archive is written from.  ``given``: the parts that come from tables, as plain JSON; ``files``: what
    the ledger names, with what of it is kept here."""

    review: Review
    entries: tuple[Entry, ...]
    given: dict[str, Any]
    files: tuple[FileLine, ...]


def archive_source(
    ctx: Context, *, actor: Actor, review_id: str, pause: Callable[[], None] = lambda: None
) -> ArchiveSource:
    """The source of a review's archive, for the organiser: public texts only, no bytes of personal files, and
    nothing about who objected.  ``pause()`` is called after some entries, texts or files, so that others go on.

    Raises ``Refused("review-not-open")`` before entries are open, ``WrongStage("archive-while-judging")`` while judges
    mark: it would show their marks before the lock.
    """
    require_organiser(actor)
    with ctx.store.read() as uow:
        review = get_review(uow, review_id)
        entries = tuple(uow.ledger.pieces(stream_of(review_id), TOGETHER, pause))
        state = ctx.states.state(REVIEW, uow.ledger, stream_of(review_id))
        if state.campaign is None:
            raise Refused("review-not-open")
        if open_ := [one.award for one in state.judgings.values() if one.locked is None]:
            raise WrongStage("archive-while-judging", awards=sorted(set(open_)))
        personal = _personal_files(state) | _evidence(uow, review_id)
        files = tuple(_found(ctx, line, personal) for line in _paced(files_of(state), pause))
        texts, attached = _texts(uow, state, entries, files, pause)
        given = {
            "texts": texts,
            "calendar": to_json(calendar_in(uow).years),
            "organisations": _organisations(uow, state, pause),
            "files": to_json(files),
            "attachments": attached + _documents(uow, review_id, files),
        }
    return ArchiveSource(review, entries, given, files)


def _paced(values: Sequence[T], pause: Callable[[], None]) -> Iterator[T]:
    for at, one in enumerate(values, start=1):
        yield one
        if at % TOGETHER == 0:
            pause()


def _texts(
    uow: UnitOfWork, state: ReviewState, entries: Sequence[Entry], files: Sequence[FileLine], pause: Callable[[], None]
) -> tuple[list[Any], list[Any]]:
    """The texts of all forms that were submitted, in that order, and which draft each of their files was attached to;
    read some at a time, however many one award has."""
    ids = [one.payload["draft"] for one in entries if one.kind == "nomination.submit"]
    named = {line.sha256 for line in files}
    texts: list[Any] = []
    attached: list[Any] = []
    for first in range(0, len(ids), TOGETHER):
        some = frozenset(ids[first : first + TOGETHER])
        found = {one.id: one for one in uow.of(NominationText).all(id=some, submitted=True)}
        texts += [_public(found[one]) for one in ids[first : first + TOGETHER] if one in found]
        attached += [
            _without_sender(one)
            for one in uow.of(Attachment).all(owner=some)
            if one.sha256 in named
            and one.owner in found
            and not is_personal_file(state.rules, found[one.owner].award, one.field)
        ]
        pause()
    return texts, attached


def _public(text: NominationText) -> dict[str, Any]:
    """A submitted text without the personal fields and their salt."""
    return {"draft": text.id, "nomination": text.nomination, "award": text.award, "unit": text.unit,
            "values": to_json(text.values)}  # fmt: skip


def _personal_files(state: ReviewState) -> frozenset[str]:
    """The hashes of all files that hold personal data, wherever else the same bytes were attached."""
    return frozenset(
        file.sha256
        for one in state.nominations.values()
        for form in one.forms
        for file in form.files
        if is_personal_file(state.rules, one.award, file.field)
    )


def _evidence(uow: UnitOfWork, review_id: str) -> frozenset[str]:
    """The hashes of all files that came with objections: no archive has their bytes, whatever else they are."""
    records = uow.of(Objector).all(review=review_id)
    return frozenset(file.sha256 for one in records for file in evidence_in(uow, review_id, one.id))


def _documents(uow: UnitOfWork, review_id: str, files: Sequence[FileLine]) -> list[Any]:
    """Which step each document was brought to."""
    found = (document_in(uow, review_id, line.sha256, line.what) for line in files if line.what in DOCUMENTS)
    return [_without_sender(one) for one in dict.fromkeys(one for one in found if one is not None)]


def _without_sender(attached: Attachment) -> Any:
    """A file as it was attached; who brought it is not said."""
    return to_json(replace(attached, by=""))


def _organisations(uow: UnitOfWork, state: ReviewState, pause: Callable[[], None]) -> list[dict[str, str]]:
    """Who took part, without contact and telephone."""
    wanted = {one.unit for one in state.nominations.values()}
    wanted |= {step.organisation for one in state.nominations.values() for step in one.way}
    found = (uow.of(Organisation).get(one) for one in _paced(sorted(wanted), pause))
    return [
        {"id": one.id, "name": one.name, "category": one.category, "lead_body": one.lead_body, "superior": one.superior}
        for one in found
        if one is not None
    ]


def _found(ctx: Context, line: FileLine, personal: Collection[str]) -> FileLine:
    """The line with what is kept here; the bytes of a personal file are no part of an archive."""
    size = ctx.files.size(line.sha256)
    return replace(
        line, size=line.size if size is None else size, kept=size is not None and line.sha256 not in personal
    )


def _bring(uow: UnitOfWork, record: NominationText | Attachment, title: str) -> None:
    """Keep a record that is not here yet: an archive that somebody made up writes over nothing."""
    records: Repository[Any] = uow.of(type(record))
    if records.get(record.id) is not None:
        raise Conflict("review-exists", title=title)
    records.put(record)


def carry_archive(ctx: Context, *, actor: Actor, archive: Archive, bytes_of: Bytes, checked: bool = False) -> Review:
    """Take a review into this server from its archive, to be read, printed and revealed.  ``checked``: by another
    process of this server, which found no difference.

    Raises ``Broken("archive-differs", place=…, problem=…)`` at the first difference, ``Conflict("review-exists")`` if
    it is here already, ``Conflict("stream-exists")``.
    """
    require_organiser(actor)
    if differences := () if checked else check_archive(archive):
        first = differences[0]
        raise Broken("archive-differs", place=first.place, problem=first.code, count=len(differences))
    review_id, title = str(archive.manifest["review"]), str(archive.manifest["title"])
    with ctx.store.read() as uow:
        if uow.of(Review).get(review_id) is not None:
            raise Conflict("review-exists", title=title)
    _keep_files(ctx, from_json(tuple[FileLine, ...], archive.given["files"]), bytes_of)
    review = Review(review_id, title, archive.campaign, ctx.clock.now(), opened=True, carried=True)
    with ctx.store.write() as uow:
        if uow.of(Review).get(review_id) is not None:
            raise Conflict("review-exists", title=title)
        uow.of(Review).put(review)
        _keep_organisations(uow, archive.given["organisations"])
        for text in archive.given["texts"]:
            _bring(uow, _text(review_id, text), title)
        for attached in archive.given["attachments"]:
            _bring(uow, from_json(Attachment, attached), title)
        uow.ledger.restore(archive.entries)
        uow.commit()
    return review


def _keep_files(ctx: Context, files: Sequence[FileLine], bytes_of: Bytes) -> None:
    for line in files:
        if line.kept and ctx.files.size(line.sha256) is None:
            found = ctx.files.keep(bytes_of(line.sha256))
            if found != line.sha256:
                raise Broken("archive-differs", place=f"files/{line.sha256}", problem="differs", count=1)


def _keep_organisations(uow: UnitOfWork, organisations: Sequence[dict[str, str]]) -> None:
    """Those that the register here lacks, by id and by name; what is known here stays, and stands above those that
    stood below it there."""
    here = {one.name: one.id for one in uow.of(Organisation).all()}
    other = {data["id"]: here[data["name"]] for data in organisations if data["name"] in here}
    for data in organisations:
        if uow.of(Organisation).get(data["id"]) is None and data["name"] not in here:
            one = from_json(Organisation, data)
            uow.of(Organisation).put(replace(one, superior=other.get(one.superior, one.superior)))


def _text(review_id: str, text: dict[str, Any]) -> NominationText:
    values = {name: tuple(lines) for name, lines in text["values"].items()}
    return NominationText(
        text["draft"], review_id, text["award"], text["unit"], values, nomination=text["nomination"], submitted=True
    )
