"""Edit a question set in the store: one question at a time, a new set, a copy.

What an opened match has is frozen: such a question is never edited (``question-frozen``).  A match that is not open has
its questions by their ids and takes them as they are when it is opened.  Built-in sets are never edited, only copied.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from scoring.engine.actors import Actor
from scoring.engine.codec import digest
from scoring.engine.errors import Conflict, Invalid, NotFound, Refused
from scoring.usecases.contents import question_ids
from scoring.usecases.context import Context
from scoring.usecases.guards import clean, named, require_organiser
from scoring.usecases.long_writes import pieces, write_long
from scoring.usecases.media import keep_media
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.quiz.question_sets import get_set, of_set
from scoring.usecases.records import Match, MediaFile, Medium, Question, QuestionSet, question_digest
from scoring.usecases.shown_media import forget_unused


def new_question_set(ctx: Context, *, actor: Actor, name: str, source: str = "") -> QuestionSet:
    """A set without a question; raises ``Conflict("set-name-taken")``."""
    require_organiser(actor)
    new = QuestionSet(ctx.ids.new(), clean(name, "name"), clean(source, "source", limit=400, needed=False))
    with ctx.store.write() as uow:
        _require_free(uow, new.name)
        uow.of(QuestionSet).put(new)
        uow.commit()
    return new


def copy_question_set(ctx: Context, *, actor: Actor, question_set: str, name: str) -> QuestionSet:
    """A set with the same questions under a name of its own, which may be edited.

    ``name`` gets a number where it is taken.  Raises ``NotFound("question-set-unknown")``.
    """
    require_organiser(actor)
    with ctx.store.read() as uow:
        old = get_set(uow, question_set)
        questions = uow.of(Question).all(question_set=question_set)
    ids = [ctx.ids.new() for _ in questions]
    new = QuestionSet(ctx.ids.new(), clean(name, "name"), old.source)
    own = ctx.apart(of_set, questions, new.id, ids)

    def store(uow: UnitOfWork) -> QuestionSet:
        kept = replace(new, name=_free_name(new.name, [one.name for one in uow.of(QuestionSet).all()]))
        _require_media(uow, questions)
        uow.of(QuestionSet).put(kept)
        for piece in pieces(uow, own):
            uow.of(Question).add(piece)
        uow.commit()
        return kept

    return write_long(ctx, store)


def question_version(question: Question) -> str:
    """The version of a question that a form is drawn from."""
    return digest([question])


def add_question(
    ctx: Context, *, actor: Actor, question_set: str, question: Question, most: int, medium: MediaFile | None = None
) -> Question:
    """One more question, under the number after the last one; its ``media`` is the id of ``medium`` or "".

    ``most``: as many as a set may have.

    Raises ``Refused("set-builtin" | "set-full")``, ``Invalid("media-missing")``.
    """
    require_organiser(actor)
    kept = keep_media(ctx, [medium] if medium else [])
    with ctx.store.write() as uow:
        _editable(uow, question_set)
        there = uow.of(Question).all(question_set=question_set)
        if len(there) >= most:
            raise Refused("set-full", limit=most)
        new = replace(question, id=ctx.ids.new(), question_set=question_set, no=next_no(there))
        new = _put(uow, new, kept)
        uow.commit()
    return new


def edit_question(
    ctx: Context,
    *,
    actor: Actor,
    question_id: str,
    question: Question,
    version: str,
    medium: MediaFile | None = None,
) -> Question:
    """The question as ``question`` says it, under its own id and number, in the set and in matches that are not open.

    Raises ``Conflict("changed-meanwhile")`` where it is no longer that of ``version``, ``Refused("set-builtin" |
    "question-frozen")``, ``NotFound("question-gone")``, ``Invalid("media-missing")``.
    """
    require_organiser(actor)
    kept = keep_media(ctx, [medium] if medium else [])
    with ctx.store.write() as uow:
        old = get_question(uow, question_id)
        _editable(uow, old.question_set)
        if frozen := [one for one in matches_with(uow, question_id) if one.opened]:
            raise Refused("question-frozen", no=old.no, matches=_titles(frozen))
        if question_version(old) != version:
            raise Conflict("changed-meanwhile")
        new = _put(uow, replace(question, id=old.id, question_set=old.question_set, no=old.no), kept)
        forget_unused(uow, [old.media])
        uow.commit()
    return new


def take_out_question(ctx: Context, *, actor: Actor, question_id: str) -> Question:
    """Take a question out of its set; the numbers of the others stay.

    Raises ``Refused("set-builtin" | "question-in-use")``, ``NotFound("question-gone")``.
    """
    require_organiser(actor)
    with ctx.store.write() as uow:
        old = get_question(uow, question_id)
        _editable(uow, old.question_set)
        if users := matches_with(uow, question_id):
            raise Refused("question-in-use", no=old.no, matches=_titles(users))
        uow.of(Question).remove(old.id)
        forget_unused(uow, [old.media])
        uow.commit()
    return old


def get_question(uow: UnitOfWork, question_id: str) -> Question:
    """The question; raises ``NotFound("question-gone")``."""
    found = uow.of(Question).get(question_id)
    if found is None:
        raise NotFound("question-gone")
    return found


def matches_with(uow: UnitOfWork, question_id: str) -> list[Match]:
    """The matches that have a question, open or not."""
    return [one for one in uow.of(Match).all() if question_id in question_ids(one)]


def next_no(questions: Iterable[Question]) -> int:
    """The number of the next question of a set."""
    return max((one.no for one in questions), default=0) + 1


def _put(uow: UnitOfWork, question: Question, kept: Sequence[Medium]) -> Question:
    uow.of(Medium).put_all(kept)
    _require_media(uow, [question])
    new = replace(question, digest=question_digest(question))
    uow.of(Question).put(new)
    return new


def _require_media(uow: UnitOfWork, questions: Iterable[Question]) -> None:
    listed = [one for one in questions if one.media]
    wanted = frozenset(one.media for one in listed)
    there = {one.id for one in uow.of(Medium).all(id=wanted)} if wanted else set()
    for one in listed:
        if one.media not in there:
            raise Invalid("media-missing", question=one.no, media=one.media)


def _editable(uow: UnitOfWork, question_set: str) -> None:
    found = get_set(uow, question_set)
    if found.builtin:
        raise Refused("set-builtin", name=found.name)


def _require_free(uow: UnitOfWork, name: str) -> None:
    if same := named(name, uow.of(QuestionSet).all(), lambda one: one.name):
        raise Conflict("set-name-taken", name=same.name)


def _free_name(name: str, known: Sequence[str]) -> str:
    number, free = 1, name
    while named(free, known, str):
        number += 1
        free = f"{name} {number}"
    return free


def _titles(matches: Iterable[Match]) -> list[str]:
    return [one.shown_title for one in matches]
