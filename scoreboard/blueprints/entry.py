"""Entry: a seat by its ticket, the organiser's desk by a password, the first account by the start-up code."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf
from pydantic import BaseModel, Field

from scoreboard.api_docs import Operation
from scoreboard.web import auth
from scoreboard.web.errors import NotEntered, TooMany, describe, status_of
from scoreboard.web.security import attempt_at
from scoring.engine.errors import Forbidden, Invalid, LeitaiError, NotFound, Refused
from scoring.usecases import accounts
from scoring.usecases.records import Account

bp = Blueprint("entry", __name__)

LONGEST_KEY = 16


class EnterIn(BaseModel):
    """A ticket's code as printed on its card; blanks, dashes and small letters do not matter."""

    code: str = Field(min_length=1, max_length=64)


class EnterOut(BaseModel):
    """The seat that was taken and the address of its page."""

    seat: str
    role: str
    match: str
    team: str
    label: str
    home: str


class SessionOut(BaseModel):
    """What a client needs before its first command: the CSRF token for ``X-CSRFToken``, and the seats it holds."""

    csrf: str
    seats: list[EnterOut]


@bp.get("/")
def enter_page() -> str:
    """The page where a person types a code."""
    return _enter_page()


@bp.get("/e/<code>")
def enter_by_card(code: str) -> str:
    """The page of a card's QR code: a form with the code filled in, which the page sends by itself.  A GET changes
    nothing, so a messenger's preview of the address takes no seat.  ``key``: what lies behind the picture for
    television, kept for its page."""
    return render_template("entry/card.html", code=code, key=request.args.get("key", "")[:LONGEST_KEY])


@bp.post("/enter")
def enter_by_form() -> ResponseReturnValue:
    """Redeem the code of the form and go to the seat."""
    try:
        with attempt_at("tickets"):
            seat = auth.enter(request.form.get("code", ""))
    except Forbidden as error:
        return _enter_page(describe(error)), status_of(error)
    key = request.form.get("key", "")[:LONGEST_KEY]
    return redirect(f"{seat.home}&{urlencode({'key': key})}" if key and seat.role == "air" else seat.home, 303)


@bp.post("/api/enter")
@Operation(
    "Redeem a ticket",
    id="postEnter",
    tag="Entry",
    takes=EnterIn,
    gives=EnterOut,
    means="The seat that was taken",
    refuses={400: "It does not fit", 403: "No such ticket"},
)
def enter_by_api(body: EnterIn) -> EnterOut:
    """Take the seat that a ticket's code opens; the session cookie carries it from now on."""
    with attempt_at("tickets"):
        return _seat_out(auth.enter(body.code))


@bp.post("/api/moved")
@Operation(
    "Take the place that a desk lets this screen go to",
    id="postMoved",
    tag="Entry",
    gives=EnterOut,
    means="The seat that was taken",
    refuses={401: "This browser holds no seat", 404: "No desk moves this device now"},
)
def take_other_place() -> EnterOut:
    """Asked for by the page of a screen at the event `page.move`, within half a minute."""
    if not auth.seats():
        raise auth.no_seat()
    move = current_app.extensions["live"].moves.of(auth.device())
    if move is None:
        raise NotFound("move-unknown")
    return _seat_out(auth.move(move.ticket, move.issued))


@bp.get("/api/session")
@Operation("The CSRF token and the seats this browser holds", id="getSession", tag="Entry", gives=SessionOut)
def session_of() -> SessionOut:
    """Asked for once by a client without pages, before its first command."""
    return SessionOut(csrf=generate_csrf(), seats=[_seat_out(seat) for seat in auth.seats()])


@bp.post("/leave")
def leave() -> ResponseReturnValue:
    """Give up every seat of this browser, and the account."""
    auth.leave()
    current_app.extensions["live"].watch.put_out(auth.device())
    return redirect(url_for("entry.enter_page"), 303)


@bp.get("/signin")
def sign_in() -> ResponseReturnValue:
    """The page where an organiser signs in; without any account, the page where the first one is made."""
    if _no_account():
        return redirect(url_for("entry.first_account"))
    return render_template("entry/sign_in.html", next=_inside(request.args.get("next", "")))


@bp.post("/signin")
def sign_in_by_form() -> ResponseReturnValue:
    """Check name and password and go where the organiser wanted to go."""
    onward = _inside(request.form.get("next", ""))
    name = request.form.get("name", "")
    try:
        with attempt_at("passwords"):
            auth.sign_in(name, request.form.get("password", ""))
    except (Forbidden, Refused, TooMany) as error:
        return render_template("entry/sign_in.html", error=describe(error), next=onward, name=name), status_of(error)
    return redirect(onward, 303)


@bp.get("/password")
def own_password() -> str:
    """The page where somebody who is signed in chooses another password."""
    return _own_password()


@bp.post("/password")
def own_password_by_form() -> ResponseReturnValue:
    """Change the password; whoever is signed in with the old one elsewhere is signed out."""
    account, form = _signed_in(), request.form
    try:
        with attempt_at("passwords"):
            if form.get("password") != form.get("again"):
                raise Invalid("passwords-differ")
            old, new = form.get("old", ""), form.get("password", "")
            accounts.choose_password(auth.services().ctx, account_id=account.id, old=old, new=new)
    except LeitaiError as error:
        return _own_password(describe(error)), status_of(error)
    auth.sign_in(account.name, form["password"])
    return redirect("/organiser/", 303)


@bp.post("/signout")
def sign_out() -> ResponseReturnValue:
    """Sign the organiser out; seats of the same browser stay."""
    auth.sign_out()
    return redirect(url_for("entry.enter_page"), 303)


@bp.get("/setup")
def first_account() -> str:
    """The page where the first account is made, with the code that the server showed at its start."""
    _only_before_accounts()
    return render_template("entry/setup.html", least=accounts.LEAST_PASSWORD)


@bp.post("/setup")
def first_account_by_form() -> ResponseReturnValue:
    """Make the first account and sign it in."""
    _only_before_accounts()
    form, wired = request.form, auth.services()
    try:
        with attempt_at("passwords"):
            if not hmac.compare_digest(_as_shown(form.get("code", "")).encode(), wired.setup_code.encode()):
                raise Forbidden("setup-code-wrong")
        if form.get("password") != form.get("again"):
            raise Invalid("passwords-differ")
        accounts.add_account(wired.ctx, name=form.get("name", ""), password=form.get("password", ""))
    except LeitaiError as error:
        typed = {"name": form.get("name", ""), "code": form.get("code", "")}
        page = render_template("entry/setup.html", error=describe(error), least=accounts.LEAST_PASSWORD, **typed)
        return page, status_of(error)
    auth.sign_in(form["name"], form["password"])
    return redirect("/organiser/", 303)


def _own_password(error: Mapping[str, Any] | None = None) -> str:
    return render_template("entry/password.html", error=error, account=_signed_in(), least=accounts.LEAST_PASSWORD)


def _signed_in() -> Account:
    found = auth.signed_in()
    if found is None:
        raise NotEntered("not-signed-in")
    return found


def _as_shown(code: str) -> str:
    """The start-up code as the terminal shows it: tablets begin with a capital letter, and people copy spaces."""
    return "".join(code.split()).casefold()


def _seat_out(seat: auth.Seat) -> EnterOut:
    return EnterOut(
        seat=seat.ticket, role=seat.role, match=seat.match, team=seat.team, label=seat.label, home=seat.home
    )


def _inside(address: str) -> str:
    """``address`` if it is a path of this server, else the organiser's desk."""
    plain = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if plain else "/organiser/"


def _enter_page(error: Mapping[str, Any] | None = None) -> str:
    """The page for a code.  A refused code stays in its field; a new server shows its first step."""
    code = request.form.get("code", "") if error else ""
    return render_template("entry/enter.html", error=error, code=code, seats=auth.seats(), new=_no_account())


def _no_account() -> bool:
    with auth.services().ctx.store.read() as uow:
        return not uow.of(Account).all()


def _only_before_accounts() -> None:
    if not _no_account():
        raise NotFound("page-not-found")
