"""Create and edit competitions (竞赛)."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from scoring.engine.actors import Actor
from scoring.engine.errors import Conflict
from scoring.usecases.context import Context
from scoring.usecases.guards import clean, get_competition, get_match, named, need_current, require_organiser
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Competition

Theme = Literal["crimson", "indigo"]

PREFIX = "event:"
"""The beginning of the name of a competition's stream."""


def stream_of(competition_id: str) -> str:
    """The ledger's stream of a competition."""
    return f"{PREFIX}{competition_id}"


def create_competition(
    ctx: Context, *, actor: Actor, title: str, organiser: str = "", theme: Theme = "crimson", bright: bool = False
) -> Competition:
    """A new competition; raises ``Invalid("text-needed" | "text-too-long")``, ``Conflict("competition-exists")``."""
    require_organiser(actor)
    competition = Competition(
        id=ctx.ids.new(),
        title=clean(title, "title"),
        organiser=clean(organiser, "organiser", needed=False),
        theme=theme,
        bright=bright,
        created_at=ctx.clock.now(),
    )
    with ctx.store.write() as uow:
        _check_title(uow, competition.title)
        uow.of(Competition).put(competition)
        uow.commit()
    return competition


def edit_competition(
    ctx: Context,
    *,
    actor: Actor,
    competition_id: str,
    title: str | None = None,
    organiser: str | None = None,
    theme: Theme | None = None,
    bright: bool | None = None,
) -> Competition:
    """Change the given fields of the competition; a field that is None stays as it is."""
    require_organiser(actor)
    with ctx.store.write() as uow:
        old = get_competition(uow, competition_id)
        need_current(uow, competition_id)
        new = replace(
            old,
            title=old.title if title is None else clean(title, "title"),
            organiser=old.organiser if organiser is None else clean(organiser, "organiser", needed=False),
            theme=old.theme if theme is None else theme,
            bright=old.bright if bright is None else bright,
        )
        if new.title != old.title:
            _check_title(uow, new.title, old.id)
        uow.of(Competition).put(new)
        uow.commit()
    return new


def list_competitions(ctx: Context) -> tuple[Competition, ...]:
    """Every competition, newest first."""
    with ctx.store.read() as uow:
        return tuple(reversed(uow.of(Competition).all()))


def competition_of(ctx: Context, match_id: str) -> Competition:
    """The competition that a match belongs to; raises ``NotFound``."""
    with ctx.store.read() as uow:
        return get_competition(uow, get_match(uow, match_id).competition)


def _check_title(uow: UnitOfWork, title: str, own: str = "") -> None:
    others = [one for one in uow.of(Competition).all() if one.id != own]
    if same := named(title, others, lambda one: one.title):
        raise Conflict("competition-exists", name=same.title)
