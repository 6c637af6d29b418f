"""Import a match from its book: the same teams, questions and entries with the same hashes."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from scoring.engine.actors import Actor
from scoring.engine.codec import Spelled, from_json
from scoring.engine.errors import Broken, Conflict
from scoring.engine.ledger import Entry, check_chain
from scoring.engine.quiz.book import entries_of, verify_book
from scoring.usecases.competitions import stream_of
from scoring.usecases.context import Context
from scoring.usecases.guards import named, need_current, require_organiser
from scoring.usecases.media import keep_media, new_media
from scoring.usecases.ports import Repository, UnitOfWork
from scoring.usecases.quiz.edit_questions import matches_with
from scoring.usecases.quiz.roster_bounds import check_members, check_teams, check_text
from scoring.usecases.records import (
    Competition,
    Contestant,
    Match,
    MediaFile,
    Medium,
    Question,
    QuestionSet,
    RuleSheetText,
    Team,
)

Book = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Brought:
    """The match of a book as it is to be kept: records, and its ledgers (of the draw, of the match), whose chains were
    followed.  ``media``: with their bytes."""

    match: Match
    sheet_text: str
    sets: tuple[QuestionSet, ...]
    questions: tuple[Question, ...]
    teams: tuple[Team, ...]
    members: tuple[Contestant, ...]
    ledgers: tuple[tuple[Entry, ...], ...]
    media: tuple[MediaFile, ...]


def import_book(ctx: Context, *, actor: Actor, book: Book) -> Match:
    """Import the match of a book that verifies, with all its data; a book has no tickets, so new ones are issued.

    Raises ``Broken("book-differs", place=…, problem=…)`` at the book's first difference, ``Conflict("match-exists")``
    if the store has this match, ``Conflict("question-differs")`` if it has another question under the same id that may
    not give way (``_give_way``),
    ``Invalid("teams-too-many" | "members-too-many" | "text-too-long")`` for a roster beyond its bounds,
    ``Refused("archived")`` if its competition was put away.
    """
    require_organiser(actor)
    differences = ctx.apart(verify_book, book)
    if differences:
        first = differences[0]
        raise Broken("book-differs", place=first.place, problem=first.code, count=len(differences))
    brought = ctx.apart(read_match, book)
    media = keep_media(ctx, brought.media)
    with ctx.store.write() as uow:
        need_current(uow, brought.match.competition)
        if uow.of(Competition).get(brought.match.competition) is None:
            uow.of(Competition).put(from_json(Competition, book["competition"]))
        bring_match(ctx, uow, brought, media)
        uow.commit()
    return brought.match


def read_match(book: Book) -> Brought:
    """What a book that verifies, or one of a match that was not opened yet, brings.  Pure: a server does it beside its
    other work, so that the transaction has nothing to do but to write.  Raises what ``import_book`` says of rosters."""
    check_roster(book)
    teams, members = _roster(book)
    ledgers = (entries_of(book, "draw"), entries_of(book) if "entries" in book else ())
    return Brought(
        from_json(Match, book["match"]),
        book["sheet_text"],
        tuple(from_json(QuestionSet, data) for data in book["question_sets"]),
        _once(tuple(from_json(Question, data) for data in book["questions"])),
        teams,
        members,
        tuple(map(spelled, ledgers)),
        tuple(
            new_media(name=file["name"], mime=file["mime"], data=base64.b64decode(file["data"]))
            for file in book["media"]
        ),
    )


def _once(questions: Sequence[Question]) -> tuple[Question, ...]:
    """Each question once."""
    found: dict[str, Question] = {}
    for one in questions:
        if found.setdefault(one.id, one).digest != one.digest:
            raise Conflict("question-differs", question=one.id)
    return tuple(found.values())


def spelled(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries of a stream, whose chain is followed, with the text of each payload.  Pure."""
    made = tuple(replace(one, payload=Spelled(one.payload)) for one in entries)
    check_chain(made)
    return made


def bring_match(ctx: Context, uow: UnitOfWork, brought: Brought, media: Sequence[Medium]) -> None:
    """Keep a match in this transaction: records, draw and entries.  Raises ``Conflict("match-exists" |
    "question-differs")``."""
    match = brought.match
    if uow.of(Match).get(match.id) is not None:
        raise Conflict("match-exists", match=match.title)
    _keep_questions(ctx, uow, brought, media)
    if uow.of(RuleSheetText).get(match.rule_sheet) is None:
        uow.of(RuleSheetText).put(RuleSheetText(match.rule_sheet, match.competition, brought.sheet_text))
    uow.of(Match).put(match)
    _add(uow.of(Team), brought.teams, match)
    _add(uow.of(Contestant), brought.members, match)
    for ledger in brought.ledgers:
        uow.ledger.restore(ledger, checked=True)


def _keep_questions(ctx: Context, uow: UnitOfWork, brought: Brought, media: Sequence[Medium]) -> None:
    uow.of(Medium).put_all(tuple({one.id: one for one in media}.values()))
    for new in brought.sets:
        if uow.of(QuestionSet).get(new.id) is None:
            _add_set(uow, new)
    known = {one.id: one for one in held_of(uow.of(Question), [one.id for one in brought.questions])}
    olds = [one for one in brought.questions if one.id in known and known[one.id].digest != one.digest]
    sets = {one.id: one for one in brought.sets}
    for old in {one.question_set for one in olds}:  # the questions as the match had them, beside the set as it is now
        sets[old] = _add_set(uow, replace(sets[old], id=ctx.ids.new(), builtin=False))
    told = _told_of(uow) if olds else frozenset()
    for one in olds:
        _give_way(ctx, uow, known[one.id], told)
        uow.of(Question).add((replace(one, question_set=sets[one.question_set].id),))
    uow.of(Question).add(tuple(one for one in brought.questions if one.id not in known))


def _add_set(uow: UnitOfWork, new: QuestionSet) -> QuestionSet:
    """Keep a set, under the next free name."""
    kept = replace(new, name=free_name(new.name, [one.name for one in uow.of(QuestionSet).all()]))
    uow.of(QuestionSet).put(kept)
    return kept


def _give_way(ctx: Context, uow: UnitOfWork, edited: Question, told: Set[str]) -> None:
    """A question that was edited after a match with it was deleted gets an id of its own, in its set and in matches
    that are not open: entries of the match that comes back name it as it was.  Raises ``Conflict("question-differs")``
    where an opened match has it, or the ledger of a competition names it (``told``)."""
    holding = matches_with(uow, edited.id)
    if edited.id in told or any(one.opened for one in holding):
        raise Conflict("question-differs", question=edited.id)
    own = ctx.ids.new()
    for match in holding:
        pools = tuple((pool, tuple(own if one == edited.id else one for one in ids)) for pool, ids in match.questions)
        uow.of(Match).put(replace(match, questions=pools))
    uow.of(Question).remove(edited.id)
    uow.of(Question).add((replace(edited, id=own),))


def _told_of(uow: UnitOfWork) -> frozenset[str]:
    """The questions that the ledgers of competitions name: withdrawn, or looked at by somebody."""
    entries = (entry for one in uow.of(Competition).all() for entry in uow.ledger.read(stream_of(one.id)))
    looked_at = (one for one in entries if one.kind in ("questions.withdraw", "questions.look"))
    return frozenset(question for one in looked_at for question in one.payload["questions"])


def held_of(records: Repository[Any], ids: Sequence[str]) -> Sequence[Any]:
    """The records with these ids that there are."""
    return records.all(id=frozenset(ids)) if ids else ()


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
        team = _team(data)
        check_members(len(data["contestants"]))
        check_text(team.name, "team")
        for field in ("organisation", "leader", "piece"):
            check_text(getattr(team, field), field)
        for member in data["contestants"]:
            check_text(member["name"], "name")


def _team(data: Mapping[str, Any]) -> Team:
    """A team of a book, which holds no picture of it."""
    return from_json(Team, {name: value for name, value in data.items() if name not in ("contestants", "picture")})


def _roster(book: Book) -> tuple[tuple[Team, ...], tuple[Contestant, ...]]:
    teams, members = [], []
    for data in book["roster"]:
        team = _team(data)
        teams.append(team)
        members += [Contestant(one["id"], team.id, one["name"], one["seat"]) for one in data["contestants"]]
    return tuple(teams), tuple(members)


def _add(held: Repository[Any], records: Sequence[Any], match: Match) -> None:
    """Keep records that are not here yet: a book that somebody made up writes over nothing."""
    ids = [one.id for one in records]
    if len(set(ids)) < len(ids) or held_of(held, ids):
        raise Conflict("match-exists", match=match.title)
    held.add(records)
