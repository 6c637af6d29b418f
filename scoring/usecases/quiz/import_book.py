"""Import a match from its book: the same teams, questions and entries with the same hashes."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from scoring.engine.actors import Actor
from scoring.engine.codec import from_json
from scoring.engine.errors import Broken, Conflict
from scoring.engine.quiz.book import entries_of, verify_book
from scoring.usecases.context import Context
from scoring.usecases.guards import named, require_organiser
from scoring.usecases.media import keep_media, new_media
from scoring.usecases.ports import Repository, UnitOfWork
from scoring.usecases.quiz.roster_bounds import check_members, check_teams, check_text
from scoring.usecases.records import Competition, Contestant, Match, Medium, Question, QuestionSet, RuleSheetText, Team

Book = Mapping[str, Any]


def import_book(ctx: Context, *, actor: Actor, book: Book) -> Match:
    """Import the match of a book that verifies, with all its data; a book has no tickets, so new ones are issued.

    Raises ``Broken("book-differs", place=…, problem=…)`` at the book's first difference, ``Conflict("match-exists")``
    if the store has this match, ``Conflict("question-differs")`` if it has another question under the same id,
    ``Invalid("teams-too-many" | "members-too-many" | "text-too-long")`` for a roster beyond its bounds.
    """
    require_organiser(actor)
    differences = verify_book(book)
    if differences:
        first = differences[0]
        raise Broken("book-differs", place=first.place, problem=first.code, count=len(differences))
    check_roster(book)
    media = media_of(ctx, book)
    with ctx.store.write() as uow:
        match: Match = from_json(Match, book["match"])
        if uow.of(Competition).get(match.competition) is None:
            uow.of(Competition).put(from_json(Competition, book["competition"]))
        bring_match(uow, book, media)
        uow.commit()
    return match


def media_of(ctx: Context, book: Book) -> Sequence[Medium]:
    """The pictures, sounds and films of a book, whose bytes are files now: durable before a record names them."""
    return keep_media(
        ctx,
        [
            new_media(name=file["name"], mime=file["mime"], data=base64.b64decode(file["data"]))
            for file in book["media"]
        ],
    )


def bring_match(uow: UnitOfWork, book: Book, media: Sequence[Medium]) -> None:
    """Keep the match of a book that verifies, or of one that was not opened yet, in this transaction: records, draw and
    entries.  Raises ``Conflict("match-exists" | "question-differs")``."""
    match: Match = from_json(Match, book["match"])
    if uow.of(Match).get(match.id) is not None:
        raise Conflict("match-exists", match=match.title)
    _keep_questions(uow, book, media)
    if uow.of(RuleSheetText).get(match.rule_sheet) is None:
        uow.of(RuleSheetText).put(RuleSheetText(match.rule_sheet, match.competition, book["sheet_text"]))
    uow.of(Match).put(match)
    _keep_roster(uow, book)
    uow.ledger.restore((*entries_of(book, "draw"), *(entries_of(book) if "entries" in book else ())))


def _keep_questions(uow: UnitOfWork, book: Book, media: Sequence[Medium]) -> None:
    for medium in media:
        uow.of(Medium).put(medium)
    for data in book["question_sets"]:
        new = from_json(QuestionSet, data)
        if uow.of(QuestionSet).get(new.id) is None:
            uow.of(QuestionSet).put(
                replace(new, name=free_name(new.name, [one.name for one in uow.of(QuestionSet).all()]))
            )
    added: dict[str, Question] = {}
    for data in book["questions"]:
        question = from_json(Question, data)
        known = added.get(question.id) or uow.of(Question).get(question.id)
        if known is None:
            added[question.id] = question
        elif known.digest != question.digest:
            raise Conflict("question-differs", question=question.id)
    uow.of(Question).add(tuple(added.values()))


def free_name(name: str, known: Iterable[str]) -> str:
    """The name, or the next free one after it, because two things with one name look the same in a list."""
    listed, number, free = list(known), 1, name
    while named(free, listed, str):
        number += 1
        free = f"{name} ({number})"
    return free


def check_roster(book: Book) -> None:
    """What is seen on every page is as small as it would be if it were typed."""
    check_teams(len(book["roster"]))
    for data in book["roster"]:
        team = from_json(Team, {name: value for name, value in data.items() if name != "contestants"})
        check_members(len(data["contestants"]))
        for field, text in (("team", team.name), ("organisation", team.organisation), ("leader", team.leader)):
            check_text(text, field)
        for member in data["contestants"]:
            check_text(member["name"], "name")


def _keep_roster(uow: UnitOfWork, book: Book) -> None:
    teams, members = [], []
    for data in book["roster"]:
        team = from_json(Team, {name: value for name, value in data.items() if name != "contestants"})
        teams.append(team)
        members += [Contestant(one["id"], team.id, one["name"], one["seat"]) for one in data["contestants"]]
    _add(uow.of(Team), teams, book)
    _add(uow.of(Contestant), members, book)


def _add(held: Repository[Any], records: Sequence[Any], book: Book) -> None:
    """Keep records that are not here yet: a book that somebody made up writes over nothing."""
    ids = {one.id for one in records}
    if len(ids) < len(records) or any(held.get(one) is not None for one in ids):
        raise Conflict("match-exists", match=book["match"]["title"])
    held.add(records)
