"""Tickets: issued, printed as cards with QR and short code, replaced, withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from flask import current_app, request
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.cards import cards_of
from scoreboard.blueprints.organiser.desk import actor, bp, ctx, done, form_of, lang, number, say, show_match
from scoreboard.blueprints.quiz.titles import titles_of
from scoreboard.i18n.catalogue import saying
from scoreboard.i18n.moments import moment_in
from scoreboard.i18n.seat_names import call_in, seat_name
from scoreboard.live.services import LiveServices
from scoreboard.web import auth
from scoreboard.web.venue import addresses
from scoring.engine.errors import Invalid, NotFound
from scoring.usecases import competitions, tickets
from scoring.usecases.lists import panels
from scoring.usecases.lists.judges import MOST_JUDGES
from scoring.usecases.quiz import matches, roster
from scoring.usecases.quiz.judges import InMatch
from scoring.usecases.records import TicketRole
from scoring.usecases.tickets import Issued

ROLES = ("team", "host", "chief", "judge", "display", "air")


@bp.get("/matches/<match>/tickets")
def seats(match: str, error: Any = None) -> str:
    """Every seat with a ticket, and what is to be issued."""
    held = tickets.tickets_of(ctx(), match)
    sheet = matches.rule_sheet_of(ctx(), match)
    wanted = max((rule.panel.judges for rule in sheet.rounds if rule.panel), default=3)
    words = saying(lang(), titles_of(match))
    live: LiveServices = current_app.extensions["live"].services
    now, zone = live.now(), auth.services().config.zone
    teams = roster.roster_of(ctx(), match)
    return show_match(
        "tickets.html",
        match,
        "seats",
        error,
        held=held,
        judges=max(wanted, len(panels.listed(ctx(), InMatch(match)))),
        roles=ROLES,
        roster=teams,
        wall={one["ticket"]: one for one in live.presence.table([one for one in held if not one.revoked_at], now)},
        stations={one.team.id: one.team.station for one in teams},
        now=now,
        moment=lambda at: moment_in(at, zone)[11:],
        addresses=addresses(),
        t=words,
        seat_name=lambda ticket: seat_name(ticket.role, ticket.label, words),
    )


@bp.post("/matches/<match>/tickets")
@form_of(seats)
def issue_tickets(match: str) -> ResponseReturnValue:
    """Issue a ticket for every seat that has none; the answer shows the cards, and their codes this once only."""
    wanted, displays = number("judges", 0, MOST_JUDGES, 0), number("displays", 0, 20, 1)
    issued = tickets.issue_missing(
        ctx(), actor=actor(), match_id=match, judges=wanted, displays=displays, call=call_in(say())
    )
    if not issued:
        raise Invalid("tickets-all-issued")
    return _cards(match, issued)


@bp.post("/matches/<match>/tickets/one")
@form_of(seats)
def issue_one(match: str) -> ResponseReturnValue:
    """Issue one more ticket, for example for a spare tablet or a second screen."""
    role = request.form.get("role", "")
    if role not in ROLES:
        raise Invalid("input-wrong", places="role")
    issued = tickets.issue_ticket(
        ctx(),
        actor=actor(),
        match_id=match,
        role=cast(TicketRole, role),
        label=request.form.get("label", ""),
        team=request.form.get("team", "") if role == "team" else "",
        organisation=request.form.get("organisation", "") if role == "judge" else "",
        call=call_in(say()),
    )
    return _cards(match, [issued])


@bp.post("/matches/<match>/tickets/<ticket>/again")
@form_of(lambda match, ticket, error=None: seats(match, error))
def issue_again(match: str, ticket: str) -> ResponseReturnValue:
    """Issue a new code for a lost card; the old code stops working."""
    _check(match, ticket)
    return _cards(match, [tickets.reissue_ticket(ctx(), actor=actor(), ticket_id=ticket)])


@bp.post("/matches/<match>/tickets/<ticket>/revoke")
@form_of(lambda match, ticket, error=None: seats(match, error))
def withdraw(match: str, ticket: str) -> ResponseReturnValue:
    """Withdraw a ticket; its holder loses the seat at once."""
    _check(match, ticket)
    tickets.revoke_ticket(ctx(), actor=actor(), ticket_id=ticket)
    return done("ticket-revoked", "seats", match=match)


def _cards(match: str, issued: Sequence[Issued]) -> str:
    stations = {entry.team.id: entry.team.station for entry in roster.roster_of(ctx(), match)}
    title = f"{competitions.competition_of(ctx(), match).title} · {matches.match_of(ctx(), match).shown_title}"
    return cards_of(
        issued,
        title=title,
        back="seats",
        stations=stations,
        titles=titles_of(match),
        match=match,
    )


def _check(match: str, ticket: str) -> None:
    if ticket not in {one.id for one in tickets.tickets_of(ctx(), match)}:
        raise NotFound("ticket-not-found", ticket=ticket)
