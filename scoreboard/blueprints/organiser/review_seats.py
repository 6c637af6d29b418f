"""The seats of a review: tickets for organisations and desks, printed as cards, sent as links, replaced, withdrawn."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.cards import cards_of
from scoreboard.blueprints.organiser.desk import actor, bp, ctx, done, form_of
from scoreboard.blueprints.organiser.review_desk import show_review
from scoreboard.i18n import request as i18n
from scoreboard.i18n.seat_names import call_in
from scoreboard.web.venue import addresses
from scoring.engine.errors import Invalid, NotFound
from scoring.engine.names import same_form
from scoring.usecases.records import Ticket, TicketRole
from scoring.usecases.review import reviews, seats
from scoring.usecases.tickets import Call, Issued, reissue_ticket, revoke_ticket

ROLES: tuple[TicketRole, ...] = (
    "unit", "endorser", "office", "clerk", "judge", "chair", "approver", "host", "display",
)  # fmt: skip
SINGLE: tuple[TicketRole, ...] = ("office", "clerk", "judge", "chair", "approver", "host", "display")
"""The seats that are issued one by one; those of organisations come from the register."""

SHOWN = 100
"""Seats on one page."""

MOST_CARDS = 200
"""Cards that are issued at once: each is a picture on the page that prints them."""


@bp.get("/reviews/<review>/seats")
def review_seats(review: str, error: Any = None) -> str:
    """The seats that are wanted, page by page; what is still to be issued."""
    held, carried = seats.seats_of(ctx(), review), reviews.review_of(ctx(), review).carried
    role, wanted = request.args.get("role", ""), request.args.get("q", "")[:120]
    found = [one for one in held if _fits(one, role, wanted)]
    page = max(1, request.args.get("page", 1, type=int))
    return show_review(
        "review_seats.html",
        review,
        "review_seats",
        error,
        held=found[(page - 1) * SHOWN : page * SHOWN],
        total=len(found),
        page=page,
        pages=-(-len(found) // SHOWN) or 1,
        counts={one: sum(seat.role == one and not seat.revoked_at for seat in held) for one in ROLES},
        role=role,
        q=wanted,
        missing=len(seats.missing_seats(ctx(), review)),
        most=MOST_CARDS,
        single=seats.IN_THE_HALL if carried else SINGLE,
        addresses=addresses(),
    )


def _fits(seat: Ticket, role: str, wanted: str) -> bool:
    return (not role or seat.role == role) and same_form(wanted) in same_form(f"{seat.label} {seat.organisation}")


@bp.post("/reviews/<review>/seats")
@form_of(review_seats)
def issue_review_seats(review: str) -> ResponseReturnValue:
    """Cards for the next seats without one; the answer shows them, and their codes this once only."""
    issued = seats.issue_seats(ctx(), actor=actor(), review_id=review, most=MOST_CARDS, call=_usual_names())
    if not issued:
        raise Invalid("tickets-all-issued")
    return _cards(review, *issued)


@bp.post("/reviews/<review>/seats/one")
@form_of(review_seats)
def issue_review_seat(review: str) -> ResponseReturnValue:
    """One more ticket, for another clerk, a second screen or a judge."""
    role = request.form.get("role", "")
    if role not in SINGLE:
        raise Invalid("input-wrong", places="role")
    label = request.form.get("label", "").strip() or _usual_names()(role, 0)
    organisation = request.form.get("organisation", "") if role in ("judge", "chair") else ""
    issued = seats.issue_seat(ctx(), actor=actor(), review_id=review, role=role, label=label, organisation=organisation)
    return _cards(review, issued)


@bp.post("/reviews/<review>/seats/<ticket>/again")
@form_of(lambda review, ticket, error=None: review_seats(review, error))
def issue_review_seat_again(review: str, ticket: str) -> ResponseReturnValue:
    """A new code for a lost card; the old code stops working."""
    _check(review, ticket)
    return _cards(review, reissue_ticket(ctx(), actor=actor(), ticket_id=ticket))


@bp.post("/reviews/<review>/seats/<ticket>/revoke")
@form_of(lambda review, ticket, error=None: review_seats(review, error))
def withdraw_review_seat(review: str, ticket: str) -> ResponseReturnValue:
    """Withdraw a ticket; its holder loses the seat at once."""
    _check(review, ticket)
    revoke_ticket(ctx(), actor=actor(), ticket_id=ticket)
    return done("ticket-revoked", "review_seats", review=review)


def _usual_names() -> Call:
    """Calls seats by their role as every campaign does: a page that shows one says the title of this campaign."""
    return call_in(partial(i18n.say, i18n.lang()))


def _cards(review: str, *issued: Issued) -> str:
    left = len(seats.missing_seats(ctx(), review))
    title = reviews.review_of(ctx(), review).title
    return cards_of(issued, title=title, back="review_seats", left=left, titles=i18n.titles(), review=review)


def _check(review: str, ticket: str) -> None:
    if ticket not in {one.id for one in seats.seats_of(ctx(), review)}:
        raise NotFound("ticket-not-found", ticket=ticket)
