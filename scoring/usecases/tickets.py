"""Tickets (入场码): issue, show once, redeem, revoke.

A code has 9 characters of an alphabet without similar characters, 45 random bits from the server; the store keeps only
its SHA-256.  ``scoreboard.web.security`` says how many may be tried, and why none is guessed.  Older codes had 8.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from scoring.engine.actors import Actor
from scoring.engine.errors import Conflict, FaultyRuleSheet, Forbidden, Invalid, NotFound
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.usecases.context import Context
from scoring.usecases.guards import clean, get_match, get_rule_sheet, get_team, named, need_current, require_organiser
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Match, Team, Ticket, TicketRole

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 signs: without 0 and O, 1 and I, so that a code can be read from a card and typed."""

CODE_LENGTH = 9


Call = Callable[[TicketRole, int], str]
"""The label of a seat without a name: from its role and its number, 0 if there is only one such seat."""


def plain_call(role: TicketRole, no: int) -> str:
    """The role and the number as they are; a page or a command passes words of its language instead."""
    return f"{role} {no}" if no else role


@dataclass(frozen=True, slots=True)
class Issued:
    """A ticket with its code, which is shown once; afterwards only its bearer knows it."""

    ticket: Ticket
    code: str


def issue_ticket(
    ctx: Context,
    *,
    actor: Actor,
    match_id: str,
    role: TicketRole,
    label: str = "",
    team: str = "",
    seat: int = 0,
    organisation: str = "",
    call: Call = plain_call,
) -> Issued:
    """A new ticket of a match; ``organisation`` is a judge's own.  Without a label, ``call`` names the seat.

    Raises ``Invalid("ticket-team")`` unless ``team`` goes with role team, and only so; ``Conflict("judge-exists")`` for
    a judge whose name another one has.
    """
    require_organiser(actor)
    with ctx.store.write() as uow:
        match = get_match(uow, match_id)
        need_current(uow, match.id, match.competition)
        good = [one for one in uow.of(Ticket).all(match=match_id, role="judge") if not one.revoked_at]
        if role == "judge" and label and (same := named(label, good, lambda one: one.label)):
            raise Conflict("judge-exists", name=same.label)
        name = label or ("" if role == "team" else call(role, seat))
        issued = _issue(ctx, uow, match_id, role, name, team, seat, clean(organisation, "organisation", needed=False))
        uow.commit()
    return issued


def issue_missing(
    ctx: Context, *, actor: Actor, match_id: str, judges: int = 0, displays: int = 1, call: Call = plain_call
) -> tuple[Issued, ...]:
    """Tickets for every seat of the match that has none: host, chief judge, each team, every judge of the list, and as
    many judges and displays.

    ``call`` names the seats other than the teams'.
    """
    require_organiser(actor)
    with ctx.store.write() as uow:
        match = get_match(uow, match_id)
        need_current(uow, match.id, match.competition)
        good = [ticket for ticket in uow.of(Ticket).all(match=match_id) if not ticket.revoked_at]
        seated = {ticket.team for ticket in good if ticket.role == "team"}
        teams = _with_tablets(uow, match)
        issued = [_issue(ctx, uow, match_id, "team", team.name, team.id, 0) for team in teams if team.id not in seated]
        issued += [with_card(ctx, uow, ticket) for ticket in good if not ticket.issued_at]
        wanted: tuple[tuple[TicketRole, int], ...] = (
            ("host", 1),
            ("chief", 1),
            ("judge", judges),
            ("display", displays),
        )
        for role, count in wanted:
            there = sum(ticket.role == role for ticket in good)
            for number in range(there + 1, count + 1):
                no = number if count > 1 else 0
                issued.append(_issue(ctx, uow, match_id, role, call(role, no), "", no))
        uow.commit()
    return tuple(issued)


def _with_tablets(uow: UnitOfWork, match: Match) -> list[Team]:
    """The teams by station; in a contest of performances nobody who takes part has a tablet."""
    with suppress(FaultyRuleSheet):
        if read_rule_sheet(get_rule_sheet(uow, match.rule_sheet).text).contest is not None:
            return []
    return sorted(uow.of(Team).all(match=match.id), key=lambda team: team.station)


def reissue_ticket(ctx: Context, *, actor: Actor, ticket_id: str) -> Issued:
    """Give the ticket a new code; the seat stays the same.  The old code becomes invalid, and everybody who used it is
    signed out: a finder of the card may have used it first."""
    require_organiser(actor)
    with ctx.store.write() as uow:
        issued = with_card(ctx, uow, _get_ticket(uow, ticket_id))
        uow.commit()
    return issued


def revoke_ticket(ctx: Context, *, actor: Actor, ticket_id: str) -> Ticket:
    """The ticket after it is revoked; its code is invalid from now on."""
    require_organiser(actor)
    with ctx.store.write() as uow:
        ticket = replace(_get_ticket(uow, ticket_id), revoked_at=ctx.clock.now())
        uow.of(Ticket).put(ticket)
        uow.commit()
    return ticket


def redeem(ctx: Context, code: str) -> Ticket:
    """The valid ticket of this code; raises ``Forbidden("ticket-unknown")`` for every other text."""
    with ctx.store.read() as uow:
        found = uow.of(Ticket).all(secret=secret_of_typed(code))
    if not found or found[0].revoked_at:
        raise Forbidden("ticket-unknown")
    return found[0]


def ticket_of(ctx: Context, ticket_id: str) -> Ticket | None:
    """The ticket while it is valid; None if it is revoked or does not exist."""
    with ctx.store.read() as uow:
        ticket = uow.of(Ticket).get(ticket_id)
    return None if ticket is None or ticket.revoked_at else ticket


def tickets_of(ctx: Context, match_id: str) -> tuple[Ticket, ...]:
    """Every ticket of a match, revoked ones too, in order of issue."""
    with ctx.store.read() as uow:
        return tuple(uow.of(Ticket).all(match=match_id))


def good_secrets(ctx: Context) -> dict[str, str]:
    """The id of the ticket that each valid code opens, by the hash of the code."""
    with ctx.store.read() as uow:
        return {ticket.secret: ticket.id for ticket in uow.of(Ticket).all() if not ticket.revoked_at}


def secret_of_typed(code: str) -> str:
    """The hash of a code as people type it: blanks, dashes and small letters do not matter."""
    return secret_of(typed_code(code))


def typed_code(code: str) -> str:
    """A code as people type it: blanks, dashes and small letters do not matter."""
    return "".join(code.split()).replace("-", "").upper()


def secret_of(code: str) -> str:
    """The hash of a code, which the store keeps."""
    return hashlib.sha256(code.encode("utf-8")).hexdigest()


def put_seat(
    ctx: Context,
    uow: UnitOfWork,
    match_id: str,
    role: TicketRole,
    label: str,
    organisation: str,
    review_id: str = "",
    kin: str = "",
) -> Ticket:
    """A seat of a person who is known before there is a card: nothing opens it until one is issued."""
    ticket = replace(without_card(ctx.ids.new(), match_id, role, label, organisation, review_id), kin=kin)
    uow.of(Ticket).put(ticket)
    return ticket


def without_card(
    ticket_id: str, match_id: str, role: TicketRole, label: str, organisation: str, review_id: str = ""
) -> Ticket:
    """A seat that nothing opens yet."""
    secret = f"no card: {ticket_id}"
    return Ticket(ticket_id, match_id, role, label, secret, organisation=organisation, review=review_id)


def actor_of(ticket: Ticket) -> Actor:
    """The bearer of this ticket as an actor of the use cases."""
    return Actor(f"ticket:{ticket.id}", ticket.role, ticket.team)


def _issue(
    ctx: Context,
    uow: UnitOfWork,
    match_id: str,
    role: TicketRole,
    label: str,
    team: str,
    seat: int,
    organisation: str = "",
) -> Issued:
    _check_team(uow, match_id, role, team)
    code = new_code(ctx, uow)
    ticket = Ticket(
        id=ctx.ids.new(),
        match=match_id,
        role=role,
        label=_label(uow, role, label, team, seat),
        secret=secret_of(code),
        team=team,
        seat=seat,
        issued_at=ctx.clock.now(),
        organisation=organisation,
    )
    uow.of(Ticket).put(ticket)
    return Issued(ticket, code)


def with_card(ctx: Context, uow: UnitOfWork, old: Ticket) -> Issued:
    """The seat with a new card, its first one or another."""
    code = new_code(ctx, uow)
    at = max(ctx.clock.now(), old.issued_at + 1)  # the new card must differ from the old one
    ticket = replace(old, secret=secret_of(code), issued_at=at, revoked_at=0)
    uow.of(Ticket).put(ticket)
    return Issued(ticket, code)


def random_signs(ctx: Context, count: int) -> str:
    """So many signs by chance, 5 random bits each, that people can read from paper and type."""
    return "".join(ALPHABET[ctx.ids.lot(len(ALPHABET))] for _ in range(count))


def new_code(ctx: Context, uow: UnitOfWork) -> str:
    """A code that no ticket has."""
    while True:
        code = random_signs(ctx, CODE_LENGTH)
        if not uow.of(Ticket).all(secret=secret_of(code)):
            return code


def _check_team(uow: UnitOfWork, match_id: str, role: TicketRole, team: str) -> None:
    if (role == "team") != bool(team) or (team and get_team(uow, team).match != match_id):
        raise Invalid("ticket-team", role=role)


def _label(uow: UnitOfWork, role: TicketRole, label: str, team: str, seat: int) -> str:
    given = clean(label, "label", limit=60, needed=False)
    if given:
        return given
    return get_team(uow, team).name if role == "team" else plain_call(role, seat)


def _get_ticket(uow: UnitOfWork, ticket_id: str) -> Ticket:
    ticket = uow.of(Ticket).get(ticket_id)
    if ticket is None:
        raise NotFound("ticket-not-found", ticket=ticket_id)
    return ticket
