"""Seats of a competition: the hall's screens, each of one stage or of the newest, and the operator's page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from scoring.engine.actors import Actor
from scoring.engine.errors import Refused
from scoring.usecases.context import Context
from scoring.usecases.guards import clean, get_competition, require_organiser
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Ticket
from scoring.usecases.tickets import Issued, new_code, secret_of

SeatRole = Literal["display", "operator"]

MOST_SEATS = 100
"""Valid seats of one competition's overview."""


def issue_seat(
    ctx: Context, *, actor: Actor, competition_id: str, role: SeatRole, label: str, stage: int = 0
) -> Issued:
    """A new ticket of a competition.  ``stage``: the place of the stage that a display shows, 0 for the newest.

    Raises ``Refused("event-seats-full")``.
    """
    require_organiser(actor)
    with ctx.store.write() as uow:
        get_competition(uow, competition_id)
        if len(seats_in(uow, competition_id)) >= MOST_SEATS:
            raise Refused("event-seats-full", most=MOST_SEATS)
        code = new_code(ctx, uow)
        ticket = Ticket(
            id=ctx.ids.new(),
            match="",
            role=role,
            label=clean(label, "label", limit=60),
            secret=secret_of(code),
            seat=stage if role == "display" else 0,
            issued_at=ctx.clock.now(),
            competition=competition_id,
        )
        uow.of(Ticket).put(ticket)
        uow.commit()
    return Issued(ticket, code)


def seats_in(uow: UnitOfWork, competition_id: str) -> Sequence[Ticket]:
    """The valid tickets of a competition, in order of issue."""
    return tuple(one for one in uow.of(Ticket).all(competition=competition_id) if not one.revoked_at)


def seats_of(ctx: Context, competition_id: str) -> Sequence[Ticket]:
    """As ``seats_in``."""
    with ctx.store.read() as uow:
        return seats_in(uow, competition_id)
