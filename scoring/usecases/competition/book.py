"""The event book: gathered for a file from a competition's ledger, its tables and the books of its matches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from scoring.engine.actors import Actor
from scoring.engine.codec import digest, to_json
from scoring.engine.competition import event
from scoring.engine.competition.book import BookSheet, BookText
from scoring.engine.competition.state import CompetitionState
from scoring.engine.errors import Refused, WrongStage
from scoring.engine.ledger import Entry
from scoring.usecases.competition.book_check import handed_in
from scoring.usecases.competition.group_matches import sheet_id
from scoring.usecases.competition.job import stream_of
from scoring.usecases.competition.records import RegistrationText
from scoring.usecases.context import Context
from scoring.usecases.guards import get_competition, require_organiser
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.quiz.job import MATCH
from scoring.usecases.quiz.job import stream_of as match_stream
from scoring.usecases.records import Competition, Match, RuleSheetText

TOGETHER = 100
"""Entries that are read at a time; then the others go on."""


@dataclass(frozen=True, slots=True)
class EventSource:
    """All that an event book is written from but the books of its matches, which are gathered one by one.  ``given``:
    parts that come from tables · ``matches``: their ids · ``withheld``: public texts that it does not hold."""

    competition: Competition
    entries: tuple[Entry, ...]
    state: CompetitionState
    given: dict[str, Any]
    matches: tuple[str, ...]
    withheld: int


def event_source(
    ctx: Context, *, actor: Actor, competition_id: str, pause: Callable[[], None] = lambda: None
) -> EventSource:
    """The source of a competition's book, for the organiser: public texts only, no contacts, no editing links, no
    secret of a draw that was not made.  ``pause()`` is called after some entries, so that others go on.

    Raises ``Refused("event-empty")`` where the competition's ledger has no entry, ``WrongStage("marks-not-locked")``
    while judges mark in one of its matches.
    """
    require_organiser(actor)
    with ctx.store.read() as uow:
        competition = get_competition(uow, competition_id)
        entries = tuple(uow.ledger.pieces(stream_of(competition_id), TOGETHER, pause))
        if not entries:
            raise Refused("event-empty", title=competition.title)
        state = event.fold(entries)
        matches = uow.of(Match).all(competition=competition_id)
        for one in matches:
            if ctx.states.state(MATCH, uow.ledger, match_stream(one.id)).panel_open:
                raise WrongStage("marks-not-locked")
            pause()
        texts = _texts(uow, competition_id, entries)
        given = {
            "competition": to_json(competition),
            "texts": to_json(texts),
            "sheets": to_json(_sheets(uow, competition_id, entries)),
        }
    held_back = sum(text.values is None for text in texts)
    return EventSource(competition, entries, state, given, tuple(one.id for one in matches), held_back)


def _texts(uow: UnitOfWork, competition_id: str, entries: Sequence[Entry]) -> list[BookText]:
    """The public text of every form that was handed in, in order; without values where it is not the one whose digest
    the ledger has, for a field became personal later."""
    held = {one.id: one for one in uow.of(RegistrationText).all(competition=competition_id)}
    found = []
    for entry in entries:
        for said in handed_in(entry):
            text = held[said["text"]]
            values = text.values if digest(text.values) == said["digest"] else None
            found.append(BookText(text.id, said["no"], text.link, text.revision, text.changed_at, values))
    return found


def _sheets(uow: UnitOfWork, competition_id: str, entries: Sequence[Entry]) -> list[BookSheet]:
    """The rule sheet of each setting of the stages, once."""
    digests = dict.fromkeys(one.payload["digest"] for one in entries if one.kind == "stages.set")
    texts = ((one, uow.of(RuleSheetText).get(sheet_id(competition_id, one))) for one in digests)
    return [BookSheet(one, sheet.text) for one, sheet in texts if sheet is not None]
