"""Put a competition, a match or a review away (已归档): gone from the usual lists, read, and not changed until it is
brought back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from scoring.engine.actors import Actor
from scoring.engine.errors import NotFound
from scoring.usecases.context import Context
from scoring.usecases.guards import get_competition, get_match, require_organiser
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.quiz.gone import need_not_running
from scoring.usecases.records import Archived, Match

Kind = Literal["competition", "match", "review"]


def archive(ctx: Context, *, actor: Actor, kind: Kind, record_id: str) -> Archived:
    """Put it away; what was put away before stays as it is.  That there is such a review is for the caller to say.

    Raises ``NotFound``, ``Refused("match-running")`` for a match, or a competition with a match, that is being played.
    """
    require_organiser(actor)
    with ctx.store.write() as uow:
        _check(ctx, uow, kind, record_id)
        held = uow.of(Archived).get(record_id)
        kept = held or Archived(record_id, kind, ctx.clock.now(), actor.id)
        uow.of(Archived).put(kept)
        uow.commit()
    return kept


def bring_back(ctx: Context, *, actor: Actor, record_id: str) -> None:
    """It is in the usual lists again, and may be changed.  Raises ``NotFound("archived-unknown")``."""
    require_organiser(actor)
    with ctx.store.write() as uow:
        if uow.of(Archived).get(record_id) is None:
            raise NotFound("archived-unknown")
        uow.of(Archived).remove(record_id)
        uow.commit()


def archived(ctx: Context) -> Mapping[str, Archived]:
    """What was put away, by its id."""
    with ctx.store.read() as uow:
        return {one.id: one for one in uow.of(Archived).all()}


def _check(ctx: Context, uow: UnitOfWork, kind: Kind, record_id: str) -> None:
    if kind == "match":
        need_not_running(ctx, uow, get_match(uow, record_id))
    elif kind == "competition":
        get_competition(uow, record_id)
        for match in uow.of(Match).all(competition=record_id):
            need_not_running(ctx, uow, match)
