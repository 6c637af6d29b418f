"""The overview of a competition at the organiser's desk: cards of its screens, and the way to the operator's page."""

from __future__ import annotations

from typing import Any, cast

from flask import redirect, request
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.cards import cards_of
from scoreboard.blueprints.organiser.competition_desk import competition_record
from scoreboard.blueprints.organiser.desk import actor, bp, ctx, done, form_of, number, say, show
from scoreboard.i18n.seat_names import call_in
from scoreboard.web import auth
from scoreboard.web.venue import addresses
from scoring.engine.errors import Invalid, NotFound
from scoring.engine.stages import Stage
from scoring.usecases.competition.registrations import competition_state
from scoring.usecases.competition.seats import SeatRole, issue_seat, seats_of
from scoring.usecases.tickets import reissue_ticket, revoke_ticket

ROLES = ("display", "operator")


@bp.get("/competitions/<competition>/overview")
def overview(competition: str, error: Any = None) -> str:
    """The seats of the overview, and the forms that issue more."""
    return show(
        "overview.html",
        error,
        competition=competition_record(competition),
        held=seats_of(ctx(), competition),
        stages=_stages(competition),
        addresses=addresses(),
    )


@bp.post("/competitions/<competition>/overview/open")
@form_of(overview)
def open_overview(competition: str) -> ResponseReturnValue:
    """The operator's page in this browser, by the seat that it holds or by one that is issued now."""
    seat = auth.current_seat(competition=competition, roles=("operator",))
    if seat is None:
        label = call_in(say())("operator", 0)
        issued = issue_seat(ctx(), actor=actor(), competition_id=competition, role="operator", label=label)
        seat = auth.enter(issued.code)
    return redirect(seat.home, 303)


@bp.post("/competitions/<competition>/overview/seats")
@form_of(overview)
def issue_overview_seat(competition: str) -> ResponseReturnValue:
    """A card for one more screen, of one stage or of the newest, or for another operator."""
    role = request.form.get("role", "")
    if role not in ROLES:
        raise Invalid("input-wrong", places="role")
    stages = _stages(competition)
    place = number("stage", 0, len(stages), 0)
    name = call_in(say())(cast(SeatRole, role), 0)
    usual = f"{name} {stages[place - 1].name}" if place and role == "display" else name
    issued = issue_seat(
        ctx(),
        actor=actor(),
        competition_id=competition,
        role=cast(SeatRole, role),
        label=request.form.get("label", "").strip() or usual[:60],
        stage=place,
    )
    return cards_of([issued], title=competition_record(competition).title, back="overview", competition=competition)


@bp.post("/competitions/<competition>/overview/seats/<ticket>/again")
@form_of(lambda competition, ticket, error=None: overview(competition, error))
def issue_overview_seat_again(competition: str, ticket: str) -> ResponseReturnValue:
    """A new code for a lost card; the old code stops working."""
    _check(competition, ticket)
    issued = reissue_ticket(ctx(), actor=actor(), ticket_id=ticket)
    return cards_of([issued], title=competition_record(competition).title, back="overview", competition=competition)


@bp.post("/competitions/<competition>/overview/seats/<ticket>/revoke")
@form_of(lambda competition, ticket, error=None: overview(competition, error))
def withdraw_overview_seat(competition: str, ticket: str) -> ResponseReturnValue:
    """Withdraw a ticket; its screen loses the picture at once."""
    _check(competition, ticket)
    revoke_ticket(ctx(), actor=actor(), ticket_id=ticket)
    return done("ticket-revoked", "overview", competition=competition)


def _stages(competition: str) -> tuple[Stage, ...]:
    rules = competition_state(ctx(), competition).stages
    return rules.stages if rules is not None else ()


def _check(competition: str, ticket: str) -> None:
    if ticket not in {one.id for one in seats_of(ctx(), competition)}:
        raise NotFound("ticket-not-found", ticket=ticket)
