"""Import a competition from its event book: the same registrations, draws, matches and entries with the same hashes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from scoring.engine.actors import Actor
from scoring.engine.codec import from_json
from scoring.engine.competition.book import BookText, EventBook
from scoring.engine.competition.registration import TeamForm
from scoring.engine.errors import Broken, Conflict
from scoring.usecases.competition.book_check import handed_in, sheets_in, texts_in, verify_event_book
from scoring.usecases.competition.forms import values_of
from scoring.usecases.competition.group_matches import sheet_id
from scoring.usecases.competition.job import codes_in
from scoring.usecases.competition.records import CertificateCode, RegistrationLink, RegistrationText
from scoring.usecases.context import Context
from scoring.usecases.guards import require_organiser
from scoring.usecases.ports import Repository, UnitOfWork
from scoring.usecases.quiz.import_book import bring_match, check_roster, free_name, media_of
from scoring.usecases.records import Competition, RuleSheetText


def import_event_book(ctx: Context, *, actor: Actor, book: EventBook, checked: bool = False) -> Competition:
    """Take in the competition of a book that verifies, with its matches, in one transaction.  There are no contacts in
    it, no editing links that open anything and no seats: new ones are given.  ``checked``: whoever read the book has
    recomputed it, in a process of its own.

    Raises ``Broken("event-book-differs", place=…, problem=…)`` at the first difference, ``Conflict("event-exists")`` if
    the competition is here already, and what a match's book is refused for.
    """
    require_organiser(actor)
    if not checked and (differences := verify_event_book(book)):
        first = differences[0]
        raise Broken("event-book-differs", place=first.place, problem=first.code, count=len(differences))
    new: Competition = from_json(Competition, book.given["competition"])
    parts = [*book.matches.values(), *book.prepared.values()]
    for one in parts:
        check_roster(one)
    with ctx.store.read() as uow:
        _check_new(uow, new)
    media = [media_of(ctx, one) for one in parts]
    with ctx.store.write() as uow:
        _check_new(uow, new)
        kept = replace(new, title=free_name(new.title, [one.title for one in uow.of(Competition).all()]))
        uow.of(Competition).put(kept)
        _keep_texts(uow, new.id, book, ctx.clock.now())
        for sheet in sheets_in(book):
            uow.of(RuleSheetText).put(RuleSheetText(sheet_id(new.id, sheet.digest), new.id, sheet.text))
        for one, own in zip(parts, media, strict=True):
            bring_match(uow, one, own)
        for code in codes_in(new.id, book.entries):
            _bring(uow, code, book)
        uow.ledger.restore(book.entries)
        uow.commit()
    return kept


def _check_new(uow: UnitOfWork, new: Competition) -> None:
    if uow.of(Competition).get(new.id) is not None:
        raise Conflict("event-exists", title=new.title)


def _keep_texts(uow: UnitOfWork, competition_id: str, book: EventBook, now: int) -> None:
    """Each text with the link that it was written on, which opens nothing here until staff give another code for it."""
    forms = {said["text"]: said["form"] for entry in book.entries for said in handed_in(entry)}
    texts = texts_in(book)
    links = {one.link: RegistrationLink(one.link, competition_id, "", one.no, revoked_at=now) for one in texts}
    for link in links.values():
        _bring(uow, link, book)
    for one in texts:
        _bring(uow, _text(competition_id, one, forms[one.text]), book)


def _bring(uow: UnitOfWork, record: RegistrationLink | RegistrationText | CertificateCode, book: EventBook) -> None:
    """Keep a record that is not here yet: a book that somebody made up writes over nothing."""
    records: Repository[Any] = uow.of(type(record))
    if records.get(record.id) is not None:
        raise Conflict("event-exists", title=book.manifest["title"])
    records.put(record)


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
