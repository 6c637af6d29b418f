"""Question sets (题库) in the store: import the result of a reader, list sets, remove a set that no match uses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scoring.engine.actors import Actor
from scoring.engine.errors import Conflict, Invalid, NotFound, Refused
from scoring.usecases.contents import question_ids
from scoring.usecases.context import Context
from scoring.usecases.guards import clean, named, require_organiser
from scoring.usecases.long_writes import pieces, write_long
from scoring.usecases.media import keep_media
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Match, MediaFile, Medium, Question, QuestionSet, question_digest
from scoring.usecases.shown_media import forget_unused


def import_question_set(
    ctx: Context,
    *,
    actor: Actor,
    name: str,
    questions: Sequence[Question],
    media: Sequence[MediaFile] = (),
    source: str = "",
    builtin: bool = False,
) -> QuestionSet:
    """A new set; all of it is stored or nothing.  ``id``, ``question_set`` and ``digest`` of the given questions are
    filled in here; a question's ``media`` is the id of one of ``media`` (see ``media.new_media``).

    Raises ``Invalid("set-empty" | "media-missing")`` and ``Conflict("set-exists")``.
    """
    require_organiser(actor)
    if not questions:
        raise Invalid("set-empty")
    with_media = {file.id for file in media}
    for question in questions:
        if question.media and question.media not in with_media:
            raise Invalid("media-missing", question=question.no, media=question.media)
    new = QuestionSet(id=ctx.ids.new(), name=clean(name, "name"), source=source, builtin=builtin)
    kept = keep_media(ctx, media)
    # Whatever takes long is done before the write lock is taken: the match that is led meanwhile needs it.
    own = ctx.apart(of_set, questions, new.id, [ctx.ids.new() for _ in questions])

    def store(uow: UnitOfWork) -> QuestionSet:
        if same := named(new.name, uow.of(QuestionSet).all(), lambda one: one.name):
            raise Conflict("set-exists", name=same.name)
        uow.of(QuestionSet).put(new)
        for medium in kept:
            uow.of(Medium).put(medium)
        for piece in pieces(uow, own):
            uow.of(Question).add(piece)
        uow.commit()
        return new

    return write_long(ctx, store)


def list_question_sets(ctx: Context) -> tuple[tuple[QuestionSet, int], ...]:
    """Every set with its number of questions."""
    with ctx.store.read() as uow:
        return tuple((one, uow.of(Question).count(question_set=one.id)) for one in uow.of(QuestionSet).all())


def set_of(ctx: Context, question_set: str) -> QuestionSet:
    """The set; raises ``NotFound("question-set-unknown")``."""
    with ctx.store.read() as uow:
        return get_set(uow, question_set)


def questions_in(ctx: Context, *, actor: Actor, question_set: str) -> tuple[Question, ...]:
    """The questions of a set by number, with their keys: for organisers only."""
    require_organiser(actor)
    with ctx.store.read() as uow:
        get_set(uow, question_set)
        return tuple(sorted(uow.of(Question).all(question_set=question_set), key=lambda q: q.no))


def questions_by_id(ctx: Context, *, actor: Actor, questions: Sequence[str]) -> tuple[Question, ...]:
    """These questions, those of a set beside each other by number; one that is gone is left out."""
    require_organiser(actor)
    with ctx.store.read() as uow:
        found = uow.of(Question).all(id=frozenset(questions)) if questions else ()
    return tuple(sorted(found, key=lambda one: (one.question_set, one.no)))


def remove_question_set(ctx: Context, *, actor: Actor, question_set: str) -> None:
    """Remove a set; raises ``Refused("set-in-use", match=…)`` if a match has picked from it."""
    require_organiser(actor)

    def remove(uow: UnitOfWork) -> None:
        get_set(uow, question_set)
        own = uow.of(Question).all(question_set=question_set)
        ids = [question.id for question in own]
        for match in uow.of(Match).all():
            if not set(ids).isdisjoint(question_ids(match)):
                raise Refused("set-in-use", match=match.title)
        for piece in pieces(uow, ids):
            uow.of(Question).remove(*piece)
        forget_unused(uow, [question.media for question in own])
        uow.of(QuestionSet).remove(question_set)
        uow.commit()

    write_long(ctx, remove)


def of_set(questions: Sequence[Question], question_set: str, ids: Sequence[str]) -> list[Question]:
    """The questions under these ids, each with its digest."""
    own = (replace(one, id=new, question_set=question_set) for one, new in zip(questions, ids, strict=True))
    return [replace(one, digest=question_digest(one)) for one in own]


def get_set(uow: UnitOfWork, question_set: str) -> QuestionSet:
    """The set; raises ``NotFound("question-set-unknown")``."""
    found = uow.of(QuestionSet).get(question_set)
    if found is None:
        raise NotFound("question-set-unknown", question_set=question_set)
    return found
