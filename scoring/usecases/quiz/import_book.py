"""Import a match from its book: the same teams, questions and entries with the same hashes."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from scoring.engine.actors import Actor
from scoring.engine.codec import from_json
from scoring.engine.errors import Broken, Conflict
from scoring.engine.quiz.book import entries_of, verify_book
from scoring.usecases.context import Context
from scoring.usecases.guards import named, require_organiser
from scoring.usecases.media import keep_media, new_media
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Competition, Contestant, Match, Medium, Question, QuestionSet, RuleSheetText, Team

Book = Mapping[str, Any]


def import_book(ctx: Context, *, actor: Actor, book: Book) -> Match:
    """Import the match of a book that verifies, with all its data; a book has no tickets, so new ones are issued.

    Raises ``Broken("book-differs", place=…, problem=…)`` at the book's first difference, ``Conflict("match-exists")``
    if the store has this match, ``Conflict("question-differs")`` if it has another question under the same id.
    """
    require_organiser(actor)
    differences = verify_book(book)
    if differences:
        first = differences[0]
        raise Broken("book-differs", place=first.place, problem=first.code, count=len(differences))
    match = from_json(Match, book["match"])
    media = keep_media(
        ctx,
        [
            new_media(name=file["name"], mime=file["mime"], data=base64.b64decode(file["data"]))
            for file in book["media"]
        ],
    )
    with ctx.store.write() as uow:
        if uow.of(Match).get(match.id) is not None:
            raise Conflict("match-exists", match=match.title)
        if uow.of(Competition).get(match.competition) is None:
            uow.of(Competition).put(from_json(Competition, book["competition"]))
        _keep_questions(uow, book, media)
        if uow.of(RuleSheetText).get(match.rule_sheet) is None:
            uow.of(RuleSheetText).put(RuleSheetText(match.rule_sheet, match.competition, book["sheet_text"]))
        uow.of(Match).put(match)
        _keep_roster(uow, book)
        uow.ledger.restore((*entries_of(book, "draw"), *entries_of(book)))
        uow.commit()
    return match


def _keep_questions(uow: UnitOfWork, book: Book, media: Sequence[Medium]) -> None:
    for medium in media:
        uow.of(Medium).put(medium)
    for data in book["question_sets"]:
        new = from_json(QuestionSet, data)
        if uow.of(QuestionSet).get(new.id) is None:
            uow.of(QuestionSet).put(replace(new, name=_free_name(uow, new.name)))
    for data in book["questions"]:
        question = from_json(Question, data)
        known = uow.of(Question).get(question.id)
        if known is None:
            uow.of(Question).put(question)
        elif known.digest != question.digest:
            raise Conflict("question-differs", question=question.id)


def _free_name(uow: UnitOfWork, name: str) -> str:
    """The set's name, or the next free name after it, because two sets with one name look the same in a list."""
    number, free = 1, name
    while named(free, uow.of(QuestionSet).all(), lambda one: one.name):
        number += 1
        free = f"{name} ({number})"
    return free


def _keep_roster(uow: UnitOfWork, book: Book) -> None:
    for data in book["roster"]:
        team = from_json(Team, {name: value for name, value in data.items() if name != "contestants"})
        uow.of(Team).put(team)
        for member in data["contestants"]:
            uow.of(Contestant).put(Contestant(member["id"], team.id, member["name"], member["seat"]))
