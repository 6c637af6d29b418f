"""Who has seen which question of a competition: the matches that have it, those that asked it; what leaked and is still
in a match that has begun."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from scoring.engine.actors import Actor
from scoring.engine.quiz.slots import questions_put
from scoring.engine.quiz.state import MatchState
from scoring.usecases.competition.job import COMPETITION
from scoring.usecases.competition.job import stream_of as event_stream
from scoring.usecases.contents import question_ids
from scoring.usecases.context import Context
from scoring.usecases.guards import require_organiser
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.quiz.job import MATCH, stream_of
from scoring.usecases.quiz.question_sets import questions_in
from scoring.usecases.records import Match, Question


@dataclass(frozen=True, slots=True)
class SeenItem:
    """A question with the matches of the competition that have it, and those in which it was asked."""

    question: Question
    held: tuple[Match, ...]
    asked: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class LeftItem:
    """A withdrawn question that a match has which has begun and is not locked.  ``pool``: its round's name, "" for a
    spare or of the tie-off · ``no``: its number in the pool · ``asked``: the hall has heard it."""

    question: str
    pool: str
    no: int
    asked: bool


def seen_items(ctx: Context, *, actor: Actor, competition_id: str, question_set: str) -> tuple[SeenItem, ...]:
    """Every question of a set by number; raises ``NotFound("question-set-unknown")``."""
    questions = questions_in(ctx, actor=actor, question_set=question_set)
    with ctx.store.read() as uow:
        matches = uow.of(Match).all(competition=competition_id)
        held = {one.id: frozenset(question_ids(one)) for one in matches}
        asked = _asked(ctx, uow, matches)
    return tuple(
        SeenItem(
            one,
            tuple(match for match in matches if one.id in held[match.id]),
            tuple(match for match in matches if one.id in asked[match.id]),
        )
        for one in questions
    )


def under_way(ctx: Context, *, actor: Actor, competition_id: str) -> tuple[tuple[Match, LeftItem], ...]:
    """Withdrawn questions in matches that have begun, so that their hosts put a spare in their place."""
    require_organiser(actor)
    with ctx.store.read() as uow:
        withdrawn = withdrawn_from(ctx, uow, competition_id)
        opened = [one for one in uow.of(Match).all(competition=competition_id) if withdrawn and one.opened]
        states = [ctx.states.state(MATCH, uow.ledger, stream_of(one.id)) for one in opened]
    return tuple(
        (one, left) for one, state in zip(opened, states, strict=True) for left in left_items(state, withdrawn)
    )


def withdrawn_from(ctx: Context, uow: UnitOfWork, competition_id: str) -> frozenset[str]:
    """The ids of the questions that were withdrawn from a competition."""
    state = ctx.states.state(COMPETITION, uow.ledger, event_stream(competition_id))
    return frozenset(state.questions.withdrawn)


def left_items(state: MatchState, withdrawn: Collection[str]) -> tuple[LeftItem, ...]:
    """The withdrawn questions that a match still has; none before it is opened and once it is locked."""
    if state.setup is None or state.phase == "locked" or not withdrawn:
        return ()
    asked, sheet = questions_put(state), state.rule_sheet or state.setup.rule_sheet
    names = {rule.id: rule.name for rule in sheet.rounds}
    return tuple(
        LeftItem(one.id, names.get(one.round, ""), one.no, one.id in asked)
        for one in state.setup.questions
        if one.id in withdrawn
    )


def _asked(ctx: Context, uow: UnitOfWork, matches: Sequence[Match]) -> dict[str, frozenset[str | None]]:
    return {
        one.id: questions_put(ctx.states.state(MATCH, uow.ledger, stream_of(one.id))) if one.opened else frozenset()
        for one in matches
    }
