"""The match book: one file with everything needed to recompute a match, for staff only (it holds the keys)."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scoring.engine.actors import Actor
from scoring.engine.codec import to_json
from scoring.engine.errors import Forbidden, Refused, WrongStage
from scoring.engine.ledger import Entry
from scoring.engine.quiz.book import FORMAT, VERSION, sealed
from scoring.engine.quiz.book_parts import derive
from scoring.usecases.context import Context
from scoring.usecases.guards import get_competition, get_match, get_rule_sheet, require_organiser
from scoring.usecases.media import bytes_of
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.quiz.job import MATCH, stream_of
from scoring.usecases.quiz.stations import stream_of_draw
from scoring.usecases.records import Contestant, Match, Medium, Question, QuestionSet, Team

READERS = frozenset({"organiser", "host", "chief"})


def match_book(ctx: Context, match_id: str, *, actor: Actor) -> dict[str, Any]:
    """The book of an opened match as plain JSON data; ``engine.quiz.book.verify_book`` checks it without other data.

    Raises as ``book_source`` does.
    """
    return write_book(book_source(ctx, match_id, actor=actor))


@dataclass(frozen=True, slots=True)
class BookSource:
    """The data from which a book is written: the parts that come from tables, and the entries; the rest follows from
    them."""

    parts: Mapping[str, Any]
    entries: Sequence[Entry]


def write_book(source: BookSource) -> dict[str, Any]:
    """The book itself; a long computation without I/O."""
    return sealed({**source.parts, "entries": to_json(source.entries), **derive(source.entries)})


def book_source(ctx: Context, match_id: str, *, actor: Actor) -> BookSource:
    """All data from which the book of an opened match is written.

    For organiser, host and chief judge (the desk checks that they belong to the match).  Raises
    ``Refused("match-not-open")`` before the match is opened, ``WrongStage("marks-not-locked")`` while judges are
    marking, because the book would show their marks, and ``Broken("file-missing" | "file-damaged")`` if the file of a
    picture, sound or film is missing or damaged.
    """
    with ctx.store.read() as uow:
        match, entries = _opened(ctx, uow, match_id, actor)
        # The title may have been edited since; the book has the title under which the match was opened.
        return BookSource(_parts(ctx, uow, match, entries[0].payload["setup"]["competition"]), entries)


def match_source(ctx: Context, match_id: str, *, actor: Actor) -> BookSource:
    """The same for a match that may not be open yet: then without entries.  For the organiser."""
    require_organiser(actor)
    with ctx.store.read() as uow:
        if not uow.ledger.head(stream_of(match_id)):
            match = get_match(uow, match_id)
            return BookSource(_parts(ctx, uow, match, get_competition(uow, match.competition).title), ())
    return book_source(ctx, match_id, actor=actor)


def _parts(ctx: Context, uow: UnitOfWork, match: Match, competition: str) -> dict[str, Any]:
    questions = tuple(ctx.contents.of(uow, match).values())
    sets = sorted({question.question_set for question in questions})
    return {
        "format": FORMAT,
        "version": VERSION,
        "competition": {**to_json(get_competition(uow, match.competition)), "title": competition},
        "match": _match(match),
        "sheet_text": get_rule_sheet(uow, match.rule_sheet).text,
        "roster": _roster(uow, match),
        "draw": to_json(uow.ledger.read(stream_of_draw(match.id))),
        "question_sets": [to_json(uow.of(QuestionSet).get(one)) for one in sets],
        "questions": to_json(questions),
        "media": _media(ctx, uow, questions),
    }


def match_entries(ctx: Context, match_id: str, *, actor: Actor) -> Sequence[Entry]:
    """The ledger of an opened match, for everybody who may have its book; raises as ``book_source`` does."""
    with ctx.store.read() as uow:
        return _opened(ctx, uow, match_id, actor)[1]


def _opened(ctx: Context, uow: UnitOfWork, match_id: str, actor: Actor) -> tuple[Match, Sequence[Entry]]:
    if actor.role not in READERS:
        raise Forbidden("role-not-allowed", role=actor.role)
    match = get_match(uow, match_id)
    entries = uow.ledger.read(stream_of(match_id))
    if not entries:
        raise Refused("match-not-open")
    if ctx.states.state(MATCH, uow.ledger, stream_of(match_id)).panel_open:
        raise WrongStage("marks-not-locked")
    return match, entries


def _match(match: Match) -> dict[str, Any]:
    """The match without a stage that nobody said, so that the book of an older match stays the same."""
    return {name: value for name, value in to_json(match).items() if name != "stage" or value}


def _roster(uow: UnitOfWork, match: Match) -> list[dict[str, Any]]:
    """Teams by station, each with its contestants in order of seat, reserves last."""
    teams = sorted(uow.of(Team).all(match=match.id), key=lambda team: team.station)
    return [{**_without_picture(team), "contestants": _members(uow, team.id)} for team in teams]


def _without_picture(team: Team) -> dict[str, Any]:
    """A team as a book holds it: its picture is the server's own, and its file is not in the book."""
    return {name: value for name, value in to_json(team).items() if name != "picture"}


def _members(uow: UnitOfWork, team_id: str) -> list[dict[str, Any]]:
    members = sorted(uow.of(Contestant).all(team=team_id), key=lambda c: (c.seat == 0, c.seat))
    return [{"id": one.id, "name": one.name, "seat": one.seat} for one in members]


def _media(ctx: Context, uow: UnitOfWork, questions: tuple[Question, ...]) -> list[dict[str, Any]]:
    media = [uow.of(Medium).get(one) for one in sorted({question.media for question in questions if question.media})]
    return [
        {
            "id": one.id,
            "name": one.name,
            "mime": one.mime,
            "sha256": one.sha256,
            "data": base64.b64encode(bytes_of(ctx.files, one)).decode("ascii"),
        }
        for one in media
        if one is not None
    ]
