"""Import a competition from its event book: the same registrations, draws, matches and entries with the same hashes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from scoring.engine.actors import Actor
from scoring.engine.codec import from_json
from scoring.engine.competition.book import BookText, EventBook
from scoring.engine.competition.registration import TeamForm
from scoring.engine.errors import Broken, Conflict
from scoring.engine.ledger import Entry
from scoring.usecases.competition.book_check import handed_in, sheets_in, texts_in, verify_event_book
from scoring.usecases.competition.forms import values_of
from scoring.usecases.competition.group_matches import sheet_id
from scoring.usecases.competition.job import codes_in
from scoring.usecases.competition.records import CertificateCode, RegistrationLink, RegistrationText
from scoring.usecases.context import Context
from scoring.usecases.guards import require_organiser
from scoring.usecases.media import keep_media
from scoring.usecases.ports import Repository, UnitOfWork
from scoring.usecases.quiz.import_book import Brought, bring_match, free_name, held_of, read_match, spelled
from scoring.usecases.records import Competition, RuleSheetText


def import_event_book(
    ctx: Context, *, actor: Actor, book: EventBook, checked: bool = False, pause: Callable[[], None] = lambda: None
) -> Competition:
    """Take in the competition of a book that verifies, with its matches, in one transaction.  There are no contacts in
    it, no editing links that open anything and no seats: new ones are given.  ``checked``: whoever read the book has
    recomputed it, in a process of its own · ``pause()`` is called after each match, so that others go on; who writes
    waits until all of it is written.

    Raises ``Broken("event-book-differs", place=…, problem=…)`` at the first difference, ``Conflict("event-exists")`` if
    the competition is here already, and what a match's book is refused for.
    """
    require_organiser(actor)
    if not checked and (differences := verify_event_book(book)):
        first = differences[0]
        raise Broken("event-book-differs", place=first.place, problem=first.code, count=len(differences))
    new: Competition = from_json(Competition, book.given["competition"])
    brought = ctx.apart(_read, book)
    with ctx.store.read() as uow:
        _check_new(uow, new)
    media = [keep_media(ctx, one.media) for one in brought.matches]
    with ctx.store.write() as uow:
        _check_new(uow, new)
        kept = replace(new, title=free_name(new.title, [one.title for one in uow.of(Competition).all()]))
        uow.of(Competition).put(kept)
        now = ctx.clock.now()
        _bring(uow, [replace(one, revoked_at=now) for one in brought.links], book)
        _bring(uow, brought.texts, book)
        for sheet in sheets_in(book):
            uow.of(RuleSheetText).put(RuleSheetText(sheet_id(new.id, sheet.digest), new.id, sheet.text))
        for one, own in zip(brought.matches, media, strict=True):
            pause()
            bring_match(ctx, uow, one, own)
        pause()
        _bring(uow, brought.codes, book)
        uow.ledger.restore(brought.entries, checked=True)
        uow.commit()
    return kept


def _check_new(uow: UnitOfWork, new: Competition) -> None:
    if uow.of(Competition).get(new.id) is not None:
        raise Conflict("event-exists", title=new.title)


@dataclass(frozen=True, slots=True)
class _Brought:
    """What a book brings, ready to be written."""

    matches: tuple[Brought, ...]
    entries: tuple[Entry, ...]
    texts: tuple[RegistrationText, ...]
    links: tuple[RegistrationLink, ...]
    codes: tuple[CertificateCode, ...]


def _read(book: EventBook) -> _Brought:
    """Pure.  Each text comes with the link that it was written on, which opens nothing here until staff give another
    code for it."""
    competition = str(book.given["competition"]["id"])
    forms = {said["text"]: said["form"] for entry in book.entries for said in handed_in(entry)}
    texts = texts_in(book)
    links = {one.link: RegistrationLink(one.link, competition, "", one.no) for one in texts}
    return _Brought(
        tuple(read_match(one) for one in (*book.matches.values(), *book.prepared.values())),
        spelled(book.entries),
        tuple(_text(competition, one, forms[one.text]) for one in texts),
        tuple(links.values()),
        tuple(codes_in(competition, book.entries)),
    )


def _bring(
    uow: UnitOfWork, new: Sequence[RegistrationLink | RegistrationText | CertificateCode], book: EventBook
) -> None:
    """Keep records of one kind that are not here yet: a book that somebody made up writes over nothing."""
    if not new:
        return
    records: Repository[Any] = uow.of(type(new[0]))
    ids = [one.id for one in new]
    if len(set(ids)) < len(ids) or held_of(records, ids):
        raise Conflict("event-exists", title=book.manifest["title"])
    records.add(new)


def _text(competition_id: str, one: BookText, form: Mapping[str, Any]) -> RegistrationText:
    """One that was held back says what its entry says."""
    return RegistrationText(
        one.text,
        competition_id,
        one.link,
        values_of(from_json(TeamForm, form)) if one.values is None else one.values,
        revision=one.revision,
        submitted=True,
        changed_at=one.changed_at,
    )
