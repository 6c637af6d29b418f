"""Remove a match on which nothing rests: a model, a copy that was never opened."""

from __future__ import annotations

from scoring.engine.actors import Actor
from scoring.engine.competition.tie_offs import stage_of_match
from scoring.engine.errors import Refused
from scoring.usecases.competition.job import COMPETITION, stream_of
from scoring.usecases.context import Context
from scoring.usecases.guards import get_match, require_organiser
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.quiz.gone import remove_rows
from scoring.usecases.quiz.job import stream_of as match_stream
from scoring.usecases.quiz.stations import stream_of_draw
from scoring.usecases.records import Match, Ticket


def remove_match(ctx: Context, *, actor: Actor, match_id: str) -> Match:
    """Remove a match with its teams, its seats and its rule sheet; its questions are free again.

    Raises ``Refused``: ``match-of-stage`` for one that the ledger of the competition names, whose result says who goes
    on; ``match-has-entries`` for one that was opened, or whose stations were drawn; ``match-has-cards`` while a card of
    it is valid, for somebody may sit there.
    """
    require_organiser(actor)
    with ctx.store.write() as uow:
        match = get_match(uow, match_id)
        _check(ctx, uow, match)
        remove_rows(uow, match)
        uow.commit()
    return match


def stage_of(ctx: Context, match_id: str) -> str:
    """The stage whose match it is by the ledger of its competition, so that it stays; "" for any other."""
    with ctx.store.read() as uow:
        return _stage(ctx, uow, get_match(uow, match_id))


def _stage(ctx: Context, uow: UnitOfWork, match: Match) -> str:
    return stage_of_match(ctx.states.state(COMPETITION, uow.ledger, stream_of(match.competition)), match.id)


def _check(ctx: Context, uow: UnitOfWork, match: Match) -> None:
    if stage := _stage(ctx, uow, match):
        raise Refused("match-of-stage", stage=stage)
    if match.opened or any(uow.ledger.read(stream(match.id)) for stream in (match_stream, stream_of_draw)):
        raise Refused("match-has-entries")
    if any(one.issued_at and not one.revoked_at for one in uow.of(Ticket).all(match=match.id)):
        raise Refused("match-has-cards")
