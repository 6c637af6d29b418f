"""Staff who see the texts of a competition's questions: the first look of each at the same questions is an entry, as a
look at contacts is."""

from __future__ import annotations

from collections.abc import Collection

from scoring.engine.actors import Actor
from scoring.engine.codec import digest
from scoring.engine.competition.commands_questions import LookAtQuestions
from scoring.engine.competition.tie_offs import stage_of_match
from scoring.usecases.competition.bound_sets import competitions_with
from scoring.usecases.competition.job import COMPETITION, stream_of
from scoring.usecases.context import Context
from scoring.usecases.guards import get_match
from scoring.usecases.perform import perform


def look_at_set(
    ctx: Context, *, actor: Actor, question_set: str, questions: Collection[str] | None = None, device: str = ""
) -> None:
    """Somebody sees these questions of a set, None for all of it: written in each competition that has bound the set to
    a stage."""
    if questions is not None and not questions:
        return
    with ctx.store.read() as uow:
        bound = competitions_with(ctx, uow, question_set)
    command = LookAtQuestions(question_set) if questions is None else LookAtQuestions(questions=tuple(questions))
    for competition in bound:
        _look(ctx, actor, competition, command, device)


def look_at_match(ctx: Context, *, actor: Actor, match_id: str, questions: Collection[str], device: str = "") -> None:
    """Somebody sees these questions of a match: written where the match is one of a stage."""
    with ctx.store.read() as uow:
        competition = get_match(uow, match_id).competition
        state = ctx.states.state(COMPETITION, uow.ledger, stream_of(competition))
    if questions and stage_of_match(state, match_id):
        _look(ctx, actor, competition, LookAtQuestions(questions=tuple(dict.fromkeys(questions))), device)


def _look(ctx: Context, actor: Actor, competition: str, command: LookAtQuestions, device: str) -> None:
    stream, key = stream_of(competition), f"look-{digest((actor.id, command))}"
    with ctx.store.read() as uow:
        known = uow.ledger.find(stream, key) is not None
    if not known:
        perform(ctx, COMPETITION, stream, command=command, key=key, actor=actor, device=device)
