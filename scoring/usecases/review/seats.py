"""Seats of a review: who nominates, endorses, vets, judges and decides, each by a ticket."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.engine.actors import Actor
from scoring.engine.errors import Conflict, Invalid, NotFound
from scoring.usecases.context import Context
from scoring.usecases.guards import clean, named, require_organiser
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Organisation, Ticket, TicketRole
from scoring.usecases.review.reviews import get_review
from scoring.usecases.tickets import Call, Issued, new_code, plain_call, secret_of, with_card

FOR_ORGANISATION: frozenset[TicketRole] = frozenset({"unit", "endorser"})
"""The seats that act for an organisation of the register."""

SEATS: frozenset[TicketRole] = FOR_ORGANISATION | {"office", "clerk", "judge", "chair", "approver", "host", "display"}
"""The seats of a review."""


NEEDED: tuple[TicketRole, ...] = ("office", "chair", "approver")
"""The desks that every review needs."""

IN_THE_HALL: tuple[TicketRole, ...] = ("host", "display", "office")
"""The desks of a review that was carried to a hall: its winners are revealed and its papers printed there, no more."""


@dataclass(frozen=True, slots=True)
class MissingSeat:
    """A seat without a ticket: of an organisation (by its id), of a desk, or of a judge who has no card yet."""

    role: TicketRole
    name: str = ""
    organisation: str = ""
    judge: Ticket | None = None


def issue_seat(
    ctx: Context,
    *,
    actor: Actor,
    review_id: str,
    role: TicketRole,
    label: str = "",
    acts_for: str = "",
    organisation: str = "",
) -> Issued:
    """A new ticket of a review.  ``acts_for``: the id of the organisation of a unit or a level · ``organisation``: the
    name of a judge's own.

    Raises ``Invalid("ticket-organisation")`` unless ``acts_for`` goes with its roles, ``NotFound``, and
    ``Conflict("judge-exists")`` for a judge whose name another one has.
    """
    require_organiser(actor)
    with ctx.store.write() as uow:
        get_review(uow, review_id)
        issued = _issue(ctx, uow, review_id, role, label, acts_for, organisation)
        uow.commit()
    return issued


def issue_seats(
    ctx: Context, *, actor: Actor, review_id: str, most: int | None = None, call: Call = plain_call
) -> tuple[Issued, ...]:
    """Tickets for the seats of ``missing_seats``, ``most`` of them at once; ``call`` names the desks."""
    require_organiser(actor)
    with ctx.store.write() as uow:
        get_review(uow, review_id)
        issued = [
            with_card(ctx, uow, one.judge)
            if one.judge is not None
            else _issue(ctx, uow, review_id, one.role, one.name or call(one.role, 0), one.organisation, "")
            for one in _missing(uow, review_id)[:most]
        ]
        uow.commit()
    return tuple(issued)


def missing_seats(ctx: Context, review_id: str) -> tuple[MissingSeat, ...]:
    """The seats without a ticket: the office, the chair, the approver, judges without a card, and every organisation of
    the register as a unit and as a level, for the first opinion on a nomination is its own; of a review that was
    carried here those of the hall."""
    with ctx.store.read() as uow:
        return _missing(uow, review_id)


def _missing(uow: UnitOfWork, review_id: str) -> tuple[MissingSeat, ...]:
    held = seats_in(uow, review_id)
    there = {(one.role, one.team) for one in held}
    if get_review(uow, review_id).carried:
        return tuple(MissingSeat(role) for role in IN_THE_HALL if all(one.role != role for one in held))
    wanted = [MissingSeat(role) for role in NEEDED]
    wanted += [
        MissingSeat(role, one.name, one.id) for one in uow.of(Organisation).all() for role in ("unit", "endorser")
    ]
    judges = [MissingSeat("judge", one.label, judge=one) for one in held if not one.issued_at]
    found = [one for one in wanted if (one.role, one.organisation) not in there]
    return (*(one for one in found if not one.organisation), *judges, *(one for one in found if one.organisation))


def seats_in(uow: UnitOfWork, review_id: str) -> tuple[Ticket, ...]:
    """The tickets of a review that are valid, in order of issue."""
    return tuple(one for one in uow.of(Ticket).all(review=review_id) if not one.revoked_at)


def judges_in(uow: UnitOfWork, review_id: str) -> tuple[Ticket, ...]:
    """The judges of a review whose tickets are valid, in order of issue."""
    return tuple(one for one in uow.of(Ticket).all(review=review_id, role="judge") if not one.revoked_at)


def seats_of(ctx: Context, review_id: str, *, role: TicketRole | None = None) -> tuple[Ticket, ...]:
    """Every ticket of a review, or of one role in it, revoked ones too, in order of issue."""
    with ctx.store.read() as uow:
        return tuple(uow.of(Ticket).all(review=review_id, **({"role": role} if role else {})))


def _issue(
    ctx: Context, uow: UnitOfWork, review_id: str, role: TicketRole, label: str, acts_for: str, organisation: str
) -> Issued:
    if role not in SEATS or (role in FOR_ORGANISATION) != bool(acts_for):
        raise Invalid("ticket-organisation", role=role)
    if acts_for and uow.of(Organisation).get(acts_for) is None:
        raise NotFound("organisation-unknown", organisation=acts_for)
    if role == "judge" and label and (same := named(label, judges_in(uow, review_id), lambda one: one.label)):
        raise Conflict("judge-exists", name=same.label)
    code = new_code(ctx, uow)
    ticket = Ticket(
        id=ctx.ids.new(),
        match="",
        role=role,
        label=clean(label, "label", limit=120 if acts_for else 60, needed=False) or role,
        secret=secret_of(code),
        team=acts_for,
        issued_at=ctx.clock.now(),
        organisation=clean(organisation, "organisation", needed=False),
        review=review_id,
    )
    uow.of(Ticket).put(ticket)
    return Issued(ticket, code)
