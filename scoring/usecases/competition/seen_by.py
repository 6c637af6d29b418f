"""Who has seen which question of a set, over all competitions and matches, as far as it is known.

Known are: the matches that have it; the matches in which the hall heard it; the seats of host and chief judge whose
desk has listed it; the accounts whose look a competition has written down.  A file that was sent around is not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.engine.actors import Actor
from scoring.engine.competition.commands_questions import Knower
from scoring.engine.quiz.slots import questions_put
from scoring.engine.quiz.state import MatchState
from scoring.usecases.competition.bound_sets import competitions_with
from scoring.usecases.competition.job import COMPETITION
from scoring.usecases.competition.job import stream_of as event_stream
from scoring.usecases.contents import question_ids
from scoring.usecases.context import Context
from scoring.usecases.guards import require_organiser
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.quiz.edit_questions import get_question
from scoring.usecases.quiz.job import MATCH, stream_of
from scoring.usecases.quiz.question_sets import get_set
from scoring.usecases.records import Competition, Match, Question, Ticket

LISTING = ("host", "chief")
"""The seats whose desks list the questions of the rounds that have begun, and the spares."""


@dataclass(frozen=True, slots=True)
class SeenBy:
    """``held``: matches that have it · ``asked``: those in which the hall heard it · ``listed``: seats whose desk has
    listed it · ``staff``: ids of actors whose look was written down, the first first · ``withdrawn``: competitions from
    which it was withdrawn."""

    held: tuple[Match, ...] = ()
    asked: tuple[Match, ...] = ()
    listed: tuple[tuple[Match, Ticket], ...] = ()
    staff: tuple[str, ...] = ()
    withdrawn: tuple[Competition, ...] = ()


NOBODY = SeenBy()


@dataclass(frozen=True, slots=True)
class SetSeenBy:
    """``questions``: by id, those of which anything is known · ``people``: who wrote or read the set, as competitions
    have named them · ``logged``: whether some competition writes down who looks at the set."""

    questions: Mapping[str, SeenBy]
    people: tuple[Knower, ...]
    logged: bool


def seen_by(ctx: Context, *, actor: Actor, question_set: str) -> SetSeenBy:
    """What is known of the questions of a set; raises ``NotFound("question-set-unknown")``."""
    require_organiser(actor)
    with ctx.store.read() as uow:
        get_set(uow, question_set)
        own = [one.id for one in uow.of(Question).all(question_set=question_set)]
        return _known(ctx, uow, question_set, own)


def question_seen_by(ctx: Context, *, actor: Actor, question_id: str) -> SetSeenBy:
    """The same of one question; raises ``NotFound("question-gone")``."""
    require_organiser(actor)
    with ctx.store.read() as uow:
        return _known(ctx, uow, get_question(uow, question_id).question_set, [question_id])


def _known(ctx: Context, uow: UnitOfWork, question_set: str, own: list[str]) -> SetSeenBy:
    wanted = frozenset(own)
    holding = [(one, wanted.intersection(question_ids(one))) for one in uow.of(Match).all()]
    holding = [(one, held) for one, held in holding if held]
    found = {question: SeenBy() for question in own}
    for match, held in holding:
        state = ctx.states.state(MATCH, uow.ledger, stream_of(match.id)) if match.opened else None
        asked = questions_put(state) if state else frozenset()
        listed = _listed(state) & held if state else frozenset()
        seats = _seats(uow, match) if listed else ()
        for question in held:
            before = found[question]
            found[question] = SeenBy(
                (*before.held, match),
                (*before.asked, match) if question in asked else before.asked,
                (*before.listed, *((match, seat) for seat in seats)) if question in listed else before.listed,
            )
    bound = competitions_with(ctx, uow, question_set)
    people: dict[Knower, None] = {}
    for competition in dict.fromkeys((*bound, *(match.competition for match, _ in holding))):
        said = ctx.states.state(COMPETITION, uow.ledger, event_stream(competition)).questions
        people |= dict.fromkeys(said.people.get(question_set, ()))
        record = uow.of(Competition).get(competition)
        for question, before in found.items():
            staff = tuple(dict.fromkeys((*before.staff, *said.seen_by(question, question_set))))
            gone = (record,) if record and question in said.withdrawn else ()
            found[question] = SeenBy(before.held, before.asked, before.listed, staff, (*before.withdrawn, *gone))
    return SetSeenBy({one: said for one, said in found.items() if said != NOBODY}, tuple(people), bool(bound))


def _listed(state: MatchState) -> frozenset[str]:
    """The questions that the desks of host and chief judge have listed: the spares, and those of rounds that began."""
    if state.setup is None:
        return frozenset()
    begun = {"", state.round, *state.rounds_done, *(item.round for item in state.items)}
    return frozenset(one.id for one in state.setup.questions if one.round in begun)


def _seats(uow: UnitOfWork, match: Match) -> tuple[Ticket, ...]:
    """The seats that were given a card, also those that were revoked since."""
    return tuple(one for one in uow.of(Ticket).all(match=match.id) if one.role in LISTING and one.issued_at)
