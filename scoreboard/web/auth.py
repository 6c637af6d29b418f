"""Who sends a request: a seat that a ticket opened, or an organiser who signed in.

The signed session cookie holds ids only: of the tickets that this browser has redeemed (newest first, each with the
time of the card it came by), of its device, of the account, of what it came in by, and of the two sessions: that of the
seats and that of the sign-in.  Each request looks them up, so a revoked ticket, a card that was replaced, a changed
password or a session that was given up ends at once, also for a copy of the cookie.  One browser may hold several
seats, as at a rehearsal with every desk in its own tab; a page names the seat it means by the id of its ticket (``<meta
name="seat">`` → header ``X-Seat``, Socket.IO ``auth.seat``), else the newest seat that fits is used.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

from flask import Flask, current_app, g, request, session

from scoreboard.server.addresses import block_of
from scoreboard.server.turns import CROWD
from scoreboard.services import Services
from scoreboard.web.errors import NotEntered
from scoreboard.web.guess_lanes import GoodCodes, try_of
from scoring.engine.actors import Actor
from scoring.engine.errors import Forbidden, LeitaiError, NotFound
from scoring.usecases import accounts, sessions, tickets
from scoring.usecases.records import Account, Ticket

P = ParamSpec("P")
R = TypeVar("R")

SEAT_HEADER = "X-Seat"
MOST_SEATS = 24
"""Seats that one browser may hold: every desk of a rehearsal, and a cookie well under 4 kB."""


@dataclass(frozen=True, slots=True)
class SeatPlace:
    """Where the seat of a ticket is: ``stream`` is what it looks at and acts in, ``home`` the address of its page.  The
    address names the seat, so that a reload keeps it although the browser has taken another one since."""

    stream: str
    home: str


LONGEST_COOKIES = 8 * 1024
"""Signs of a request's cookies in which a device is looked for, twice what browsers keep of one.  They are remembered,
so that a flood of long ones would fill the memory."""

PlaceOf = Callable[[Ticket], SeatPlace]
"""Asks the job of a ticket for the place of its seat."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Who acts for one ticket: ``ticket`` its id, ``issued`` the time of the card that opened
    it (ms since the epoch), ``device`` the id of this browser, ``stream`` and ``home`` as in ``SeatPlace``."""

    actor: Actor
    match: str
    stream: str
    role: str
    team: str
    seat: int
    label: str
    device: str
    ticket: str
    issued: int = 0
    home: str = ""
    review: str = ""
    competition: str = ""

    @property
    def holder(self) -> str:
        """This device on this seat, as one sender over all of its connections."""
        return f"{self.ticket} {self.device}"


def register(app: Flask, place_of: PlaceOf) -> None:
    """Let ``place_of`` say where the seats of this application are."""
    app.extensions["place_of"] = place_of


def sender_of(app: Flask) -> Callable[[dict[str, Any]], str]:
    """Who sends a request, by its environment, for everything that is shared out: the device of a browser that has
    entered or signed in, else the address."""
    return _told_by(app, lambda held: f"device {held['device']}" if held.get("device") else "")


def lane_of(app: Flask) -> Callable[[dict[str, Any]], str]:
    """In whose lane a request waits: that of the seat, since one card lets in any number of devices, or of the account,
    else of the address, where those who try a secret wait apart."""
    codes = GoodCodes(app.extensions["leitai"].ctx)

    def known(held: Mapping[str, Any]) -> str:
        if cards := held.get("cards"):
            return f"seat {cards[0][0]}"
        return f"account {held['account']['id']}" if held.get("account") else ""

    told = _told_by(app, known)

    def lane(environ: dict[str, Any]) -> str:
        sender = told(environ)
        return (try_of(environ, codes, sender) if sender.startswith(CROWD) else "") or sender

    return lane


def _told_by(app: Flask, told: Callable[[Mapping[str, Any]], str]) -> Callable[[dict[str, Any]], str]:
    """What a session tells of its sender; the address where it tells nothing."""

    @lru_cache(maxsize=4096)
    def told_in(cookies: str) -> str:
        asked = app.request_class({"REQUEST_METHOD": "GET", "wsgi.url_scheme": "http", "HTTP_COOKIE": cookies})
        held = app.session_interface.open_session(app, asked)
        return told(held) if held is not None else ""

    def sender(environ: dict[str, Any]) -> str:
        cookies = environ.get("HTTP_COOKIE", "")
        known = told_in(cookies) if 0 < len(cookies) <= LONGEST_COOKIES else ""
        return known or f"{CROWD}{block_of(environ.get('REMOTE_ADDR', ''))}"

    return sender


def services() -> Services:
    """What the running application was wired with."""
    wired: Services = current_app.extensions["leitai"]
    return wired


def enter(code: str) -> Seat:
    """Take the seat that this code opens.  Raises ``Forbidden("ticket-unknown")``."""
    return _take(tickets.redeem(services().ctx, code))


def move(ticket_id: str, issued: int) -> Seat:
    """Take the seat of this ticket, to which a desk lets the device of this browser go.

    Raises ``NotFound("move-unknown")`` where the ticket is not good any more or has another card.
    """
    ticket = tickets.ticket_of(services().ctx, ticket_id)
    if ticket is None or ticket.issued_at != issued:
        raise NotFound("move-unknown")
    return _take(ticket)


def _take(ticket: Ticket) -> Seat:
    if not _is_going_on("seats"):
        session["cards"] = []
        session["seats"] = _new_session()
        g.pop("ended", None)
    held = [card for card in session["cards"] if card[0] != ticket.id]
    session["cards"] = [[ticket.id, ticket.issued_at], *held][:MOST_SEATS]
    session.setdefault("device", services().ctx.ids.new())
    session.setdefault("by", ticket.id)
    session.permanent = True
    g.pop("seats", None)
    return _seat(ticket)


def leave() -> None:
    """Give up every seat and the account; the device keeps its id."""
    sign_out()
    _end(session.pop("seats", None))
    session.pop("cards", None)
    g.pop("seats", None)


def sign_out() -> None:
    """Give up the account; seats of the same browser stay."""
    _end(session.pop("sign_in", None))
    session.pop("account", None)
    g.pop("account", None)


def _new_session() -> list[Any]:
    """The id of a session and the moment at which it begins."""
    return [services().ctx.ids.new(), services().ctx.clock.now()]


def _end(held: Sequence[Any] | None) -> None:
    if held:
        sessions.end_session(services().ctx, *held)
    g.pop("ended", None)


def _is_going_on(name: str) -> bool:
    """Whether the session of this name ("seats" or "sign_in") was begun and not given up."""
    known: dict[str, bool] = g.setdefault("ended", {})
    if name not in known:
        held = session.get(name)
        known[name] = not isinstance(held, list) or sessions.has_ended(services().ctx, *held)
    return not known[name]


def seats() -> Sequence[Seat]:
    """The seats this browser holds whose tickets are still good, the newest first."""
    if "seats" not in g:
        ctx = services().ctx
        found = ((tickets.ticket_of(ctx, ticket_id), issued) for ticket_id, issued in _cards())
        g.seats = [_seat(ticket) for ticket, issued in found if ticket is not None and ticket.issued_at == issued]
    held: Sequence[Seat] = g.seats
    return held


def current_seat(
    wanted: str = "", *, match: str = "", review: str = "", competition: str = "", roles: Sequence[str] = ()
) -> Seat | None:
    """The seat that this request speaks for: the one with the ticket id ``wanted`` (or of the header ``X-Seat``), else
    the newest that fits ``match``, ``review`` or ``competition``, and ``roles``.  None where it holds no such seat."""
    wanted = wanted or request.headers.get(SEAT_HEADER, "") or request.args.get("seat", "")
    for seat in (seat_of(wanted),) if wanted else seats():
        if seat is None or (match and seat.match != match) or (review and seat.review != review):
            continue
        if competition and seat.competition != competition:
            continue
        if not roles or seat.role in roles:
            return seat
    return None


def seat_of(ticket: str) -> Seat | None:
    """The seat that this browser holds by the ticket of this id, without looking up its other ones; None where it holds
    no such seat."""
    for held, issued in _cards():
        if held == ticket:
            found = tickets.ticket_of(services().ctx, ticket)
            return _seat(found) if found is not None and found.issued_at == issued else None
    return None


def _cards() -> Sequence[Sequence[Any]]:
    """The id of each ticket that this browser has redeemed, with the time of its card; none where it has left."""
    cards: Sequence[Sequence[Any]] = session.get("cards", [])
    return cards if cards and _is_going_on("seats") else []


def no_seat() -> LeitaiError:
    """Why this browser gets nothing here: its seat is another one, or it has none."""
    held = seats()
    return Forbidden("seat-other", label=held[0].label) if held else NotEntered("not-entered")


def require_seat(*roles: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let a view answer only to seats of these roles (any role where none is named), of the match that its address
    names as ``match``, of the ``review`` or of the ``competition``.  The view finds the seat at ``g.seat``.

    Raises ``NotEntered("not-entered")`` without a seat, ``Forbidden("seat-other")`` with one of another role or match.
    """

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            place = {name: str(kwargs.get(name, "")) for name in ("match", "review", "competition")}
            seat = current_seat(**place, roles=roles)
            if seat is None:
                raise no_seat()
            g.seat = seat
            return view(*args, **kwargs)

        setattr(guarded, ROLES, roles)
        return guarded

    return decorate


ROLES = "seat_roles"
"""The attribute of a view, or of the guard of a blueprint, that says whose seats it answers to."""


def sign_in(name: str, password: str) -> Account:
    """Sign an organiser in.  Raises ``Forbidden("sign-in-failed")``."""
    account = accounts.check_password(services().ctx, name=name, password=password)
    session["account"] = {"id": account.id, "stamp": _stamp(account)}
    session["sign_in"] = _new_session()
    session["by"] = account.id
    g.pop("ended", None)
    session.setdefault("device", services().ctx.ids.new())
    session["organiser"] = True
    session.permanent = True
    g.pop("account", None)
    return account


def current_account() -> Account | None:
    """The organiser who is signed in with a password of their own."""
    found = signed_in()
    return None if found is None or found.first else found


def signed_in() -> Account | None:
    """Who is signed in, also with a first password that opens nothing yet, while the account is good and its password
    is the one of the sign-in."""
    if "account" not in g:
        held = session.get("account", {})
        account = accounts.account_of(services().ctx, held.get("id", ""))
        good = account is not None and held.get("stamp") == _stamp(account) and _is_going_on("sign_in")
        g.account = account if good else None
    found: Account | None = g.account
    return found


def current_actor() -> Actor | None:
    """Who a signed-in organiser is to the use cases; None where nobody is signed in."""
    account = current_account()
    return None if account is None else accounts.actor_of(account)


def has_signed_in() -> bool:
    """Whether somebody has signed in with this browser, now or before."""
    return bool(session.get("organiser"))


def device() -> str:
    """The id of this browser, "" before it has entered or signed in."""
    return str(session.get("device", ""))


def came_by() -> str:
    """The id of the card by which this browser came in, or of the account that signed in since; "" before.  Unlike the
    device's, nobody gets another one by opening another browser."""
    return str(session.get("by", ""))


def _seat(ticket: Ticket) -> Seat:
    place_of: PlaceOf = current_app.extensions["place_of"]
    place = place_of(ticket)
    return Seat(
        actor=tickets.actor_of(ticket),
        match=ticket.match,
        stream=place.stream,
        role=ticket.role,
        team=ticket.team,
        seat=ticket.seat,
        label=ticket.label,
        device=device(),
        ticket=ticket.id,
        issued=ticket.issued_at,
        home=place.home,
        review=ticket.review,
        competition=ticket.competition,
    )


def _stamp(account: Account) -> str:
    """Changes with the password, so that a reset ends every session."""
    return hashlib.sha256(account.password.encode()).hexdigest()[:16]
